package habitue.store.disk;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was used lately of what is on disk, in two generations: whatever is asked for while its
 * generation is the older one joins the younger, the rest goes when the younger is full. Unlike a
 * list in the order of use, being asked changes nothing in memory most of the time, which spares
 * the garbage collector looking at all of it again. For one thread at a time.
 *
 * <p>As in the second-chance algorithm, what is used often stays.
 */
public final class Recent<K, V> {
  private final int most;
  private Map<K, V> younger = new HashMap<>();
  private Map<K, V> older = new HashMap<>();

  /**
   * @param most how many are kept after {@link #shrink}; at least half of them are the latest
   */
  public Recent(int most) {
    this.most = most;
  }

  public @Nullable V get(K key) {
    V found = younger.get(key);
    if (found != null) {
      return found;
    }
    V again = older.get(key);
    if (again != null) {
      younger.put(key, again);
    }
    return again;
  }

  public void put(K key, V value) {
    younger.put(key, value);
  }

  public void remove(K key) {
    younger.remove(key);
    older.remove(key);
  }

  public void clear() {
    younger.clear();
    older.clear();
  }

  /** Lets go of what was not used for long. Until it is called, nothing goes. */
  public void shrink() {
    if (younger.size() > most / 2) {
      older = younger;
      younger = HashMap.newHashMap(most / 2);
    }
  }
}
