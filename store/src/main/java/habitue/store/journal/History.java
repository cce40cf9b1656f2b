package habitue.store.journal;

import habitue.model.EntityId;
import habitue.model.JournalRecord;
import habitue.model.Strand;
import habitue.store.disk.Cursor;
import habitue.store.disk.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** One strand's scan, merged with others' into one person's past in order of (now, position). */
public final class History implements AutoCloseable {
  private static final Comparator<History> NEXT_FIRST =
      Comparator.<History>comparingLong(history -> history.now)
          .thenComparingLong(history -> history.position);

  private final Cursor cursor;
  private final Journal journal;
  private long now;
  private long position;

  History(Cursor cursor, Journal journal) {
    this.cursor = cursor;
    this.journal = journal;
  }

  /** Every record of these strands up to a position, folded in this order. */
  public static void of(
      Journal journal, Collection<Strand> strands, long upTo, Consumer<JournalRecord> to) {
    List<History> open = new ArrayList<>();
    try {
      var queue = new PriorityQueue<>(NEXT_FIRST);
      for (Strand strand : strands) {
        History history = journal.history(strand);
        open.add(history);
        if (history.move(upTo)) {
          queue.add(history);
        }
      }
      merge(queue, upTo, to);
    } finally {
      open.forEach(History::close);
    }
  }

  /** What came for an entity after a position and up to another, in the order it came. */
  public static List<JournalRecord> after(
      Journal journal, Collection<Strand> strands, EntityId id, long after, long upTo) {
    List<JournalRecord> came = new ArrayList<>();
    of(
        journal,
        strands,
        upTo,
        record -> {
          if (record.stamp().position() > after && record.stamp().entity().equals(id)) {
            came.add(record);
          }
        });
    came.sort(Comparator.comparingLong(record -> record.stamp().position()));
    return came;
  }

  private static void merge(PriorityQueue<History> queue, long upTo, Consumer<JournalRecord> to) {
    History first = queue.poll();
    while (first != null) {
      to.accept(first.journal.decode(first.cursor.key(), first.cursor.value()));
      if (first.move(upTo)) {
        queue.add(first);
      }
      first = queue.poll();
    }
  }

  private boolean move(long upTo) {
    while (cursor.next()) {
      byte[] key = cursor.key();
      position = Keys.number(key, 17);
      if (position <= upTo && !Journal.stub(cursor.value())) {
        now = Keys.sortable(Keys.number(key, 9));
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    cursor.close();
  }
}
