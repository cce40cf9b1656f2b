package habitue.server.collect;

import habitue.model.Source;
import habitue.model.Trust;
import habitue.server.security.Hashes;
import habitue.server.security.NewKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The brand's sources, found by their write keys. Changes come through here. */
public final class Sources {
  private static final int HINT = 9;

  private final SourceBook book;
  private final InstantSource clock;
  private volatile Map<String, KnownSource> byHash;

  public Sources(SourceBook book, InstantSource clock) {
    this.book = book;
    this.clock = clock;
    this.byHash = read();
  }

  /** A source just made; its key and signing secret are shown this once. */
  public record Made(KnownSource source, String writeKey) {}

  public List<KnownSource> all() {
    return byHash.values().stream()
        .sorted(Comparator.comparingInt(known -> known.source().number()))
        .toList();
  }

  public Optional<KnownSource> byKey(String writeKey) {
    return Optional.ofNullable(byHash.get(Hashes.sha256(writeKey)));
  }

  /** Makes a source with a fresh key. */
  public synchronized Made add(
      String name, Trust trust, String store, String channel, List<String> origins) {
    return add(name, trust, store, channel, origins, trust.trusted());
  }

  /**
   * @param vouches whether an event that says nothing of consent comes with the shop's word for it
   */
  public synchronized Made add(
      String name,
      Trust trust,
      String store,
      String channel,
      List<String> origins,
      boolean vouches) {
    String key = NewKey.of(trust == Trust.BROWSER ? "hbb" : "hbs");
    String secret = trust == Trust.BROWSER ? NewKey.of("hbsig") : "";
    var source = new Source(nextNumber(), name, trust, store, channel, vouches);
    return new Made(save(source, key, origins, secret, clock.instant()), key);
  }

  /** Sees to it that there is a source of this name with this key, as the start-up was told. */
  public synchronized KnownSource declare(
      String name, Trust trust, String store, String channel, List<String> origins, String key) {
    Optional<KnownSource> there =
        all().stream().filter(known -> known.source().name().equals(name)).findFirst();
    if (there.isPresent() && there.get().keyHash().equals(Hashes.sha256(key))) {
      return there.get();
    }
    int number = there.map(known -> known.source().number()).orElseGet(this::nextNumber);
    String secret = there.map(KnownSource::signingSecret).orElseGet(() -> NewKey.of("hbsig"));
    List<String> kept = there.map(KnownSource::origins).orElse(origins);
    Instant since = there.map(KnownSource::since).orElseGet(clock::instant);
    boolean vouches = there.map(known -> known.source().vouches()).orElse(trust.trusted());
    var source = new Source(number, name, trust, store, channel, vouches);
    return save(source, key, kept, secret, since);
  }

  boolean anyAllows(String origin) {
    return byHash.values().stream()
        .anyMatch(known -> known.source().trust() == Trust.BROWSER && known.allows(origin));
  }

  private KnownSource save(
      Source source, String key, List<String> origins, String secret, Instant since) {
    String hint = key.substring(0, Math.min(HINT, key.length() / 2));
    var known = new KnownSource(source, Hashes.sha256(key), hint, origins, secret, since);
    book.save(known);
    byHash = read();
    return known;
  }

  private int nextNumber() {
    return all().stream().mapToInt(known -> known.source().number()).max().orElse(0) + 1;
  }

  private Map<String, KnownSource> read() {
    return book.all().stream()
        .collect(Collectors.toUnmodifiableMap(KnownSource::keyHash, Function.identity()));
  }
}
