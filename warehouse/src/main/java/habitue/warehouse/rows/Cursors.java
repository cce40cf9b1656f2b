package habitue.warehouse.rows;

import habitue.model.Slots;
import habitue.warehouse.file.Sql;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** How far each slot was taken, as the file says. */
final class Cursors {
  private final long[] sequences = new long[Slots.COUNT];

  static Cursors read(Sql sql) {
    var cursors = new Cursors();
    sql.list(
        "select slot, sequence from cursors",
        row -> cursors.sequences[(int) row.number(1)] = row.number(2));
    return cursors;
  }

  long sequence(int slot) {
    return sequences[slot];
  }

  /** Inside the transaction of the rows taken. All at once: an update for each costs more. */
  void write(Sql sql, DuckDBConnection connection, Map<Integer, Long> taken) {
    sql.run("delete from cursors");
    try (Sheet sheet = Sheet.of(connection, "cursors")) {
      for (int slot = 0; slot < Slots.COUNT; slot++) {
        sheet.row().small(slot).number(taken.getOrDefault(slot, sequences[slot])).end();
      }
    }
  }

  /** After the commit. */
  void advance(Map<Integer, Long> taken) {
    taken.forEach((slot, sequence) -> sequences[slot] = sequence);
  }
}
