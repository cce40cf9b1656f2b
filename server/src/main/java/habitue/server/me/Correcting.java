package habitue.server.me;

import habitue.engine.identify.KnownIdentifier;
import habitue.engine.identify.Profile;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.Collector;
import habitue.server.collect.KnownSource;
import habitue.server.security.Key;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Reader;
import habitue.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Puts what a person says of themselves on record: an identify call that came by their page. It
 * names them by one identifier that is theirs alone, and so joins them with nobody; an address they
 * give is not a checked one.
 */
@Component
final class Correcting {
  /** Believed as a colleague is: whoever opened the link is the person. */
  static final Source SOURCE =
      new Source(1_000_002, OpenPages.AUTHOR, Trust.CONSOLE, "", "web", false);

  private static final KnownSource KNOWN =
      new KnownSource(SOURCE, new Key(List.of(), Instant.EPOCH, null, null, 0), List.of(), "");

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final long LOOK_AGAIN_MILLIS = 10;

  private final Reader reader;
  private final Collector collector;
  private final Audit audit;

  Correcting(Store store, Collector collector, Audit audit) {
    this.reader = store.reader();
    this.collector = collector;
    this.audit = audit;
  }

  /** Whether there is a name of theirs by which they can be told apart from everyone else. */
  boolean possible(CustomerId customer, Profile profile) {
    return name(customer, profile).isPresent();
  }

  /** Returns once it is on record, and as a rule once their page shows it. */
  void correct(CustomerId customer, Profile profile, Fields traits) {
    Identifier name =
        name(customer, profile)
            .orElseThrow(() -> new RefusedRequest(Code.NO_IDENTIFIER, "nothing names them alone"));
    Fields named = named(name);
    Fields message =
        named
            .with("type", "identify")
            .with("context", named.fields("context").with("saidBy", "customer"))
            .with("messageId", OpenPages.AUTHOR + "-" + UUID.randomUUID())
            .with("traits", traits);
    Collector.Outcome outcome = collector.documents(KNOWN, "details", List.of(message));
    if (!outcome.rejected().isEmpty()) {
      throw new RefusedRequest(Code.REFUSED, outcome.rejected().getFirst().fault().message());
    }
    audit.record(OpenPages.AUTHOR, Action.DETAILS_CORRECTED, customer.toString());
    await(customer, traits);
  }

  /** The strongest that leads to them. */
  private Optional<Identifier> name(CustomerId customer, Profile profile) {
    return profile.identifiers().stream()
        .map(KnownIdentifier::identifier)
        .filter(each -> each.type() != IdentifierType.ORDER_ID)
        .sorted(Comparator.comparing(Identifier::type))
        .filter(each -> reader.resolve(each).filter(customer::equals).isPresent())
        .findFirst();
  }

  private static Fields named(Identifier name) {
    return switch (name.type()) {
      case USER_ID -> Fields.of("userId", Value.of(name.value()));
      case ANONYMOUS_ID -> Fields.of("anonymousId", Value.of(name.value()));
      case EMAIL, PHONE, CARD, DEVICE, ORDER_ID -> {
        Fields id = Fields.of("id", Value.of(name.value())).with("type", name.type().wireName());
        Fields context = Fields.of("externalIds", new Value.Many(List.of(id)));
        yield Fields.of("context", context);
      }
    };
  }

  private void await(CustomerId customer, Fields traits) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!shown(customer, traits) && System.nanoTime() < end) {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean shown(CustomerId customer, Fields traits) {
    return reader
        .person(customer)
        .map(person -> person.state().profile())
        .filter(profile ->
            traits.values().entrySet().stream()
                .allMatch(said ->
                    said.getValue().equals(profile.trait(said.getKey()).orElse(Value.NOTHING))))
        .isPresent();
  }
}
