package habitue.store;

import habitue.store.disk.Batch.Write.DeleteRange;
import habitue.store.disk.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Ranges to be written over, as few as there need be. */
final class Ranges {
  /** Each range rewrites the files it lies in: with more of a table, they meet the same ones. */
  private static final int MOST_OF_A_TABLE = 32;

  private Ranges() {}

  /** Ranges that cover all of these. */
  static List<DeleteRange> united(List<DeleteRange> ranges) {
    Map<Table, List<DeleteRange>> byTable = new EnumMap<>(Table.class);
    for (DeleteRange range : ranges) {
      byTable.computeIfAbsent(range.table(), _ -> new ArrayList<>()).add(range);
    }
    var united = new ArrayList<DeleteRange>();
    byTable.values().forEach(each -> united.addAll(few(disjoint(each))));
    return united;
  }

  private static List<DeleteRange> few(List<DeleteRange> sorted) {
    if (sorted.size() <= MOST_OF_A_TABLE) {
      return sorted;
    }
    DeleteRange first = sorted.getFirst();
    return List.of(new DeleteRange(first.table(), first.from(), sorted.getLast().until()));
  }

  private static List<DeleteRange> disjoint(List<DeleteRange> ranges) {
    var sorted = new ArrayList<>(ranges);
    sorted.sort((one, other) -> Arrays.compareUnsigned(one.from(), other.from()));
    var disjoint = new ArrayList<DeleteRange>();
    for (DeleteRange next : sorted) {
      DeleteRange before = disjoint.isEmpty() ? null : disjoint.getLast();
      if (before == null || Arrays.compareUnsigned(next.from(), before.until()) > 0) {
        disjoint.add(next);
      } else if (Arrays.compareUnsigned(next.until(), before.until()) > 0) {
        disjoint.set(
            disjoint.size() - 1, new DeleteRange(next.table(), before.from(), next.until()));
      }
    }
    return disjoint;
  }
}
