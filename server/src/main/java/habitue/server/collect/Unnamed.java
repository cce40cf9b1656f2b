package habitue.server.collect;

import habitue.model.Consent;
import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Reality;
import habitue.playbook.trust.Purposes;
import habitue.server.sieve.Sender;
import habitue.server.sieve.Sieve;
import habitue.server.sieve.Sifted;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who refuses everything and names nobody: counted, and nothing of it is kept. A visitor must not
 * have to be given an id only to be counted among those who want none.
 */
public final class Unnamed {
  private static final Set<String> COUNTED = Set.of("page", "track");

  private final Supplier<Purposes> purposes;
  private final Sieve sieve;
  private final Counter counter;

  /** Where they are added up. */
  @FunctionalInterface
  public interface Counter {
    void add(int source, String name, Instant at);
  }

  public Unnamed(Supplier<Purposes> purposes, Sieve sieve, Counter counter) {
    this.purposes = purposes;
    this.sieve = sieve;
    this.counter = counter;
  }

  /** Whether a message that names nobody is one of those. */
  boolean fits(KnownSource source, Fields message) {
    Consent consent = Consent.of(message.fields("context"));
    boolean refused =
        consent.unsaid() ? !source.source().vouches() : purposes.get().allowed(consent) == 0;
    boolean nobody = message.fields("context").list("externalIds").isEmpty();
    // An order of nobody is a mistake of the shop's, which is to hear of it.
    boolean shops = BrowserChecks.isShops(message.text("event").orElse(""));
    return nobody && refused && !shops && COUNTED.contains(message.text("type").orElse(""));
  }

  /** Programs and the brand's own people are counted where those are. */
  void count(KnownSource source, Fields message, Sender sender, Instant at) {
    Sifted sifted = sieve.live(source.source(), message, sender, at);
    if (sifted.reality() == Reality.REAL) {
      counter.add(source.source().number(), sieve.plain(Event.of(sifted.message()).name()), at);
    }
  }
}
