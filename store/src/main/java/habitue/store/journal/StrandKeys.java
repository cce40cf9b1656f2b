package habitue.store.journal;

import habitue.model.Strand;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key each strand's records are sealed with. Destroying one erases what it sealed. */
public final class StrandKeys {
  private static final int MOST_CACHED = 100_000;

  private final Disk disk;
  private final SecureRandom random;
  private final int mostCached;
  // Two generations, as in Recent; many threads read here.
  private volatile ConcurrentHashMap<Long, SecretKey> younger = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<Long, SecretKey> older = new ConcurrentHashMap<>();
  // A reader may have met a key on disk just before it went, and remember it just after.
  private final Set<Long> destroyed = ConcurrentHashMap.newKeySet();
  // Of the batch under way: not on disk yet, so never let go of before it lands.
  private final ConcurrentHashMap<Long, SecretKey> fresh = new ConcurrentHashMap<>();

  public StrandKeys(Disk disk, SecureRandom random) {
    this(disk, random, MOST_CACHED);
  }

  StrandKeys(Disk disk, SecureRandom random, int mostCached) {
    this.disk = disk;
    this.random = random;
    this.mostCached = mostCached;
  }

  /** A new key, written with the batch that first uses it. */
  public void create(Strand strand, Batch batch) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    batch.put(Table.KEYS, Keys.of(strand.slot(), strand.number()), bytes);
    fresh.put(strand.number(), new SecretKeySpec(bytes, "AES"));
  }

  /** The batch with the keys just made is on disk. */
  public void landed() {
    fresh.forEach((number, key) -> remember(new Strand(number), key));
    fresh.clear();
  }

  /**
   * Destroys a key with a batch; nothing reads with it from now on. Whoever has it in hand already
   * must be done before the batch is decided.
   */
  public void destroy(Strand strand, Batch batch) {
    batch.delete(Table.KEYS, Keys.of(strand.slot(), strand.number()));
    destroyed.add(strand.number());
    younger.remove(strand.number());
    older.remove(strand.number());
  }

  public boolean exists(Strand strand) {
    return find(strand).isPresent();
  }

  /** Empty when it was destroyed. */
  Optional<SecretKey> find(Strand strand) {
    if (destroyed.contains(strand.number())) {
      return Optional.empty();
    }
    SecretKey known = younger.get(strand.number());
    known = known != null ? known : fresh.get(strand.number());
    if (known != null) {
      return Optional.of(known);
    }
    known = older.get(strand.number());
    if (known != null) {
      remember(strand, known);
      return Optional.of(known);
    }
    byte[] bytes = disk.read(Table.KEYS, Keys.of(strand.slot(), strand.number()));
    if (bytes == null) {
      return Optional.empty();
    }
    var key = new SecretKeySpec(bytes, "AES");
    remember(strand, key);
    return Optional.of(key);
  }

  /** After a batch that did not land. */
  public void forget() {
    fresh.clear();
    destroyed.clear();
  }

  private void remember(Strand strand, SecretKey key) {
    if (younger.size() >= mostCached / 2) {
      older = younger;
      younger = new ConcurrentHashMap<>();
    }
    younger.put(strand.number(), key);
  }
}
