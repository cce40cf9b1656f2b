package habitue.warehouse.rows;

import habitue.model.Slots;
import habitue.playbook.Playbook;
import habitue.store.feed.Change;
import habitue.store.feed.Chunk;
import habitue.store.feed.Feed;
import habitue.warehouse.file.Database;
import habitue.warehouse.file.Sql;
import habitue.warehouse.file.WarehouseRefused;
import habitue.warehouse.file.WarehouseRefused.Code;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the store says and makes it rows: each call one transaction, with the cursors in it,
 * so that whatever happens in between, every change is taken exactly once. What it keeps in memory
 * is what the file says: after a failure, start another from the file.
 */
public final class Intake {
  private static final int CHUNKS = 200;

  private final DuckDBConnection connection;
  private final Sql sql;
  private final Feed feed;
  private final Rows rows;
  private final Cursors cursors;
  private int firstSlot;

  private Intake(Database database, Feed feed, Rows rows, Cursors cursors) {
    this.connection = database.connection();
    this.sql = database.sql();
    this.feed = feed;
    this.rows = rows;
    this.cursors = cursors;
  }

  public static Intake of(Database database, Feed feed, Supplier<Playbook> playbook) {
    return new Intake(
        database, feed, Rows.of(database, feed, playbook), Cursors.read(database.sql()));
  }

  /** Takes about so many changes in one transaction, then lets the store forget them. */
  public Taken take(int most) {
    var changes = new Changes();
    var through = new HashMap<Integer, Long>();
    feed.advance();
    boolean more = gather(changes, through, most);
    if (through.isEmpty() && rows.waiting() == 0) {
      return Taken.NOTHING;
    }
    Instant newest = inTransaction(changes, through);
    cursors.advance(through);
    through.forEach(feed::release);
    return new Taken(through, changes.size(), more, rows.waiting(), newest);
  }

  /** Writes changes that come from no feed: those of a rebuild. */
  public void put(List<Change> made) {
    var changes = new Changes();
    made.forEach(changes::add);
    inTransaction(changes, Map.of());
  }

  /** Lets the store forget what the file has: a kill may have come between the two. */
  public void releaseAll() {
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      if (cursors.sequence(slot) > 0) {
        feed.release(slot, cursors.sequence(slot));
      }
    }
  }

  private @Nullable Instant inTransaction(Changes changes, Map<Integer, Long> through) {
    sql.script("begin transaction");
    boolean done = false;
    try {
      Instant newest = rows.write(changes);
      cursors.write(sql, connection, through);
      sql.script("commit");
      done = true;
      return newest;
    } finally {
      if (!done) {
        sql.script("rollback");
      }
    }
  }

  /** Starts at another slot each time, so that none waits for ever; whether there is more. */
  private boolean gather(Changes changes, Map<Integer, Long> through, int most) {
    for (int i = 0; i < Slots.COUNT; i++) {
      int slot = (firstSlot + i) % Slots.COUNT;
      long cursor = cursors.sequence(slot);
      List<Chunk> chunks = List.of();
      do {
        if (changes.size() >= most) {
          firstSlot = slot;
          return true;
        }
        chunks = feed.read(slot, cursor, CHUNKS);
        cursor = add(changes, slot, cursor, chunks);
        if (!chunks.isEmpty()) {
          through.put(slot, cursor);
        }
      } while (chunks.size() == CHUNKS);
    }
    return false;
  }

  private static long add(Changes changes, int slot, long cursor, List<Chunk> chunks) {
    long last = cursor;
    for (Chunk chunk : chunks) {
      if (last >= 0 && chunk.sequence() != last + 1) {
        throw new WarehouseRefused(
            Code.GAP,
            "The warehouse misses changes of slot %d (after %d comes %d): make it anew."
                .formatted(slot, last, chunk.sequence()));
      }
      chunk.changes().forEach(changes::add);
      last = chunk.sequence();
    }
    return last;
  }
}
