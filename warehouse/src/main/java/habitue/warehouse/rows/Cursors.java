package habitue.warehouse.rows;

import habitue.model.Slots;
import habitue.warehouse.file.Sql;
import java.util.Map;

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

  /** Inside the transaction of the rows taken. */
  static void write(Sql sql, Map<Integer, Long> taken) {
    taken.forEach((slot, sequence) ->
        sql.run("update cursors set sequence = ? where slot = ?", sequence, slot));
  }

  /** After the commit. */
  void advance(Map<Integer, Long> taken) {
    taken.forEach((slot, sequence) -> sequences[slot] = sequence);
  }
}
