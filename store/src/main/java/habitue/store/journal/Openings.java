package habitue.store.journal;

import habitue.model.Packer;
import habitue.model.Strand;
import habitue.model.Unpacker;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;

/**
 * The openings of customers, each with its oldest strand: so it goes where that strand goes, and is
 * sealed with that strand's key, which an erasure destroys. One that covers a strand of someone
 * else's, as after a split, holds for nobody.
 *
 * <p>The seal's nonce is drawn at random, with the top bit set that no position has.
 */
public final class Openings {
  private final Disk disk;
  private final StrandKeys keys;
  private final SecureRandom random = new SecureRandom();

  public Openings(Disk disk, StrandKeys keys) {
    this.disk = disk;
    this.keys = keys;
  }

  /** Those that hold for whoever has these strands, the earliest cut first. */
  public List<Opening> of(Collection<Strand> strands) {
    List<Opening> found = new ArrayList<>(under(strands));
    found.removeIf(opening -> opening.isBlank() || !strands.containsAll(opening.strands()));
    found.sort(Comparator.comparingLong(Opening::through).reversed());
    Set<Strand> taken = new HashSet<>();
    found.removeIf(opening -> {
      boolean free = Collections.disjoint(taken, opening.strands());
      taken.addAll(free ? opening.strands() : List.of());
      return !free;
    });
    found.sort(Comparator.comparing(Opening::cut).thenComparingLong(Opening::through));
    return found;
  }

  /** The one that was made for exactly these strands, even where nothing had expired. */
  public Optional<Opening> made(Collection<Strand> strands) {
    Set<Strand> all = Set.copyOf(strands);
    return under(strands).stream()
        .filter(opening -> Set.copyOf(opening.strands()).equals(all))
        .findFirst();
  }

  /** Writes one in place of all that its strands had. */
  public void put(Opening opening, Batch batch) {
    opening.strands().forEach(strand -> remove(strand, batch));
    Strand oldest = oldest(opening.strands());
    byte[] place = key(oldest);
    int start = random.nextInt();
    long number = random.nextLong() | Long.MIN_VALUE;
    byte[] body = Squeeze.small(opening.bytes());
    byte[] sealed = new Seal().close(key(keys, oldest), start, number, place, body);
    batch.put(Table.OPENINGS, place, new Packer().signed(start).signed(number).raw(sealed).bytes());
  }

  /** Removes those that cover a strand which is someone else's now. */
  public void tidy(Collection<Strand> strands, Batch batch) {
    for (Opening opening : under(strands)) {
      if (!strands.containsAll(opening.strands())) {
        remove(oldest(opening.strands()), batch);
      }
    }
  }

  public void remove(Strand strand, Batch batch) {
    batch.delete(Table.OPENINGS, key(strand));
  }

  private List<Opening> under(Collection<Strand> strands) {
    List<Strand> listed = List.copyOf(strands);
    var values = disk.readAll(Table.OPENINGS, listed.stream().map(Openings::key).toList());
    var found = new ArrayList<Opening>();
    for (int i = 0; i < listed.size(); i++) {
      byte[] value = values.get(i);
      Optional<SecretKey> key = value == null ? Optional.empty() : keys.find(listed.get(i));
      if (value != null && key.isPresent()) {
        found.add(open(value, key.get(), key(listed.get(i))));
      }
    }
    return found;
  }

  private static Opening open(byte[] value, SecretKey key, byte[] place) {
    var from = new Unpacker(value);
    int start = (int) from.signed();
    long number = from.signed();
    return Opening.of(Squeeze.large(new Seal().open(key, start, number, place, from.rest())));
  }

  private static SecretKey key(StrandKeys keys, Strand strand) {
    return keys.find(strand).orElseThrow(() -> new IllegalStateException("a strand has no key"));
  }

  private static Strand oldest(List<Strand> strands) {
    return Collections.min(strands, Comparator.comparingLong(Strand::number));
  }

  private static byte[] key(Strand strand) {
    return Keys.of(strand.slot(), strand.number());
  }
}
