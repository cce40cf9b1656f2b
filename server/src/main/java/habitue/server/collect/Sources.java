package habitue.server.collect;

import habitue.model.Source;
import habitue.model.Trust;
import habitue.server.security.Hashes;
import habitue.server.security.Key;
import habitue.server.security.KeyRing;
import habitue.server.security.NewKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The brand's sources, found by their write keys. Changes come through here. */
public final class Sources {
  private final SourceBook book;
  private final InstantSource clock;
  private volatile Known known;

  public Sources(SourceBook book, InstantSource clock) {
    this.book = book;
    this.clock = clock;
    this.known = read();
  }

  /** A source just made; its key and signing secret are shown this once. */
  public record Made(KnownSource source, String writeKey) {}

  /** All as they are now, and whose key is whose. */
  private record Known(List<KnownSource> all, KeyRing<KnownSource> ring) {}

  /** By number, also those whose key was revoked. */
  public List<KnownSource> all() {
    return known.all();
  }

  /** The source of a write key, also one that has ended. */
  Optional<KeyRing.Found<KnownSource>> byKey(String writeKey) {
    return known.ring().find(writeKey);
  }

  /** Whether a source still speaks for anyone. */
  public boolean open(KnownSource source) {
    Key key = source.key();
    return key.ended(key.secrets().getFirst(), clock.instant()).isEmpty();
  }

  boolean open(KeyRing.Found<KnownSource> found) {
    return ended(found).isEmpty();
  }

  Optional<Key.Ended> ended(KeyRing.Found<KnownSource> found) {
    return found.owner().key().ended(found.secret(), clock.instant());
  }

  /** Makes a source with a fresh key. */
  public Made add(String name, Trust trust, String store, String channel, List<String> origins) {
    return add(name, trust, store, channel, origins, Terms.USUAL);
  }

  /**
   * What holds of a new key.
   *
   * @param expires null for never
   * @param rate events a second; 0 for as many as is usual
   * @param vouches whether an event that says nothing of consent comes with the shop's word for it;
   *     null for as is usual
   */
  public record Terms(@Nullable Instant expires, int rate, @Nullable Boolean vouches) {
    public static final Terms USUAL = new Terms(null, 0);

    public Terms(@Nullable Instant expires, int rate) {
      this(expires, rate, null);
    }
  }

  public synchronized Made add(
      String name, Trust trust, String store, String channel, List<String> origins, Terms terms) {
    String plain = fresh(trust);
    String secret = trust == Trust.BROWSER ? NewKey.of("hbsig") : "";
    Boolean said = terms.vouches();
    boolean vouches = said == null ? trust.trusted() : said;
    var source = new Source(nextNumber(), name, trust, store, channel, vouches);
    Key key = Key.of(plain, clock.instant(), terms.expires(), terms.rate());
    return new Made(save(new KnownSource(source, key, origins, secret)), plain);
  }

  /** Gives a source a new key; the one before is valid until an instant. */
  public synchronized Optional<Made> rotate(int number, Instant untilOld) {
    return find(number)
        .map(source -> {
          String plain = fresh(source.source().trust());
          return new Made(save(source.with(source.key().rotated(plain, untilOld))), plain);
        });
  }

  /** Says anew which web sites' pages may use a source's key. */
  public synchronized Optional<KnownSource> change(int number, List<String> origins) {
    return find(number).map(source -> save(source.with(origins)));
  }

  /** Ends a source's key. The source stays, since its records name it. */
  public synchronized Optional<KnownSource> revoke(int number) {
    return find(number).map(source -> save(source.with(source.key().revoked(clock.instant()))));
  }

  /** Sees to it that there is a source of this name with this key, as the start-up was told. */
  public synchronized KnownSource declare(
      String name, Trust trust, String store, String channel, List<String> origins, String plain) {
    Optional<KnownSource> there =
        all().stream().filter(known -> known.source().name().equals(name)).findFirst();
    String hash = Hashes.sha256(plain);
    if (there.isPresent()
        && there.get().key().secrets().stream().anyMatch(each -> each.hash().equals(hash))) {
      return there.get();
    }
    int number = there.map(known -> known.source().number()).orElseGet(this::nextNumber);
    String secret = there.map(KnownSource::signingSecret).orElseGet(() -> NewKey.of("hbsig"));
    List<String> kept = there.map(KnownSource::origins).orElse(origins);
    Instant since = there.map(known -> known.key().since()).orElseGet(clock::instant);
    int rate = there.map(known -> known.key().rate()).orElse(0);
    boolean vouches = there.map(known -> known.source().vouches()).orElse(trust.trusted());
    var source = new Source(number, name, trust, store, channel, vouches);
    return save(new KnownSource(source, Key.of(plain, since, null, rate), kept, secret));
  }

  boolean anyAllows(String origin) {
    return all().stream()
        .anyMatch(known -> known.source().trust() == Trust.BROWSER && known.allows(origin));
  }

  private static String fresh(Trust trust) {
    return NewKey.of(trust == Trust.BROWSER ? "hbb" : "hbs");
  }

  public Optional<KnownSource> find(int number) {
    return all().stream().filter(known -> known.source().number() == number).findFirst();
  }

  private KnownSource save(KnownSource source) {
    book.save(source);
    known = read();
    return source;
  }

  private int nextNumber() {
    return all().stream().mapToInt(known -> known.source().number()).max().orElse(0) + 1;
  }

  private Known read() {
    List<KnownSource> all =
        book.all().stream()
            .sorted(Comparator.comparingInt(source -> source.source().number()))
            .toList();
    return new Known(all, KeyRing.of(all, KnownSource::key));
  }
}
