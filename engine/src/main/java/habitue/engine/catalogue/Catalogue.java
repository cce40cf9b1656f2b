package habitue.engine.catalogue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the brand sells, each product as it was at every instant: an event is read by what held when
 * it happened, however late it is folded or how often. Never changes; a fresh one shares with the
 * old what is the same in both.
 */
public final class Catalogue {
  /** Nothing was ever listed. */
  public static final Catalogue NONE = new Catalogue(empty(), 0, 0);

  private static final int SHELVES = 256;

  private final Shelf[] shelves;
  private final int size;
  private final long restated;

  /**
   * Those whose id, and the groups whose name, falls to this shelf: so that one product more is no
   * copy of all.
   *
   * @param members ids of all that ever were in a group, sorted
   */
  private record Shelf(Map<String, Timeline> products, Map<String, List<String>> members) {
    static final Shelf EMPTY = new Shelf(Map.of(), Map.of());

    Shelf copy() {
      return new Shelf(new HashMap<>(products), new HashMap<>(members));
    }
  }

  private Catalogue(Shelf[] shelves, int size, long restated) {
    this.shelves = shelves;
    this.size = size;
    this.restated = restated;
  }

  private static Shelf[] empty() {
    var shelves = new Shelf[SHELVES];
    Arrays.fill(shelves, Shelf.EMPTY);
    return shelves;
  }

  /** How many products it ever listed. */
  public int size() {
    return size;
  }

  /** Moves with every change of what the past was. */
  public long restated() {
    return restated;
  }

  /** The same, after a change of what the past was. */
  public Catalogue restated(long times) {
    return new Catalogue(shelves, size, times);
  }

  /** A product through time; empty where it was never listed. */
  public Timeline of(String id) {
    return shelf(id).products.getOrDefault(id, Timeline.EMPTY);
  }

  /** What held of a product at an instant; null where nothing did. */
  public @Nullable Listing at(String id, long at) {
    return of(id).at(at);
  }

  /** All that ever were variants of a group, by id. */
  public List<String> variants(String group) {
    return shelf(group).members.getOrDefault(group, List.of());
  }

  /** Every product there ever was, in no order. */
  public Stream<String> ids() {
    return Arrays.stream(shelves).flatMap(shelf -> shelf.products.keySet().stream());
  }

  /** What held of the first by id of a group's variants at an instant; null where none was. */
  public @Nullable Listing anyOf(String group, long at) {
    return variants(group).stream()
        .map(id -> at(id, at))
        .filter(listing -> listing != null && group.equals(listing.group()))
        .findFirst()
        .orElse(null);
  }

  /** With products as they are now known to be. */
  public Catalogue with(Map<String, Timeline> fresh) {
    var draft = new Draft(shelves.clone(), size);
    fresh.forEach(draft::put);
    return new Catalogue(draft.shelves, draft.size, restated);
  }

  /** A catalogue being made; copies each shelf once, when it is first written to. */
  private static final class Draft {
    private final Shelf[] shelves;
    private final boolean[] own = new boolean[SHELVES];
    private int size;

    Draft(Shelf[] shelves, int size) {
      this.shelves = shelves;
      this.size = size;
    }

    void put(String id, Timeline timeline) {
      if (own(id).products.put(id, timeline) == null) {
        size++;
      }
      timeline.all().stream()
          .map(Listing::group)
          .filter(Objects::nonNull)
          .distinct()
          .forEach(group -> own(group).members.merge(group, List.of(id), Draft::united));
    }

    private static List<String> united(List<String> known, List<String> fresh) {
      if (Collections.binarySearch(known, fresh.getFirst()) >= 0) {
        return known;
      }
      var all = new TreeSet<>(known);
      all.addAll(fresh);
      return List.copyOf(all);
    }

    private Shelf own(String name) {
      int place = place(name);
      if (!own[place]) {
        shelves[place] = shelves[place].copy();
        own[place] = true;
      }
      return shelves[place];
    }
  }

  private Shelf shelf(String name) {
    return shelves[place(name)];
  }

  private static int place(String name) {
    int hash = name.hashCode();
    return (hash ^ hash >>> 16) & (SHELVES - 1);
  }
}
