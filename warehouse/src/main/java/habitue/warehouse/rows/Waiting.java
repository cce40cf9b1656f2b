package habitue.warehouse.rows;

import habitue.model.CustomerId;
import habitue.warehouse.file.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/**
 * Whose row is behind. Under load the same people come again every second, so each transaction
 * writes the rows of so many only, and whoever waits is written once for all that happened to them
 * meanwhile. In the file too, so that a kill forgets no one.
 */
final class Waiting {
  /** How many rows of customers one transaction writes, besides those that cannot wait. */
  static final int PEOPLE = 5_000;

  private final DuckDBConnection connection;
  private final Listed served;
  private final LinkedHashSet<CustomerId> queue = new LinkedHashSet<>();
  private final Set<CustomerId> inFile = new HashSet<>();

  private Waiting(Sql sql, DuckDBConnection connection) {
    this.served = new Listed(sql, connection, "served");
    this.connection = connection;
  }

  static Waiting read(Sql sql, DuckDBConnection connection) {
    var waiting = new Waiting(sql, connection);
    sql.list(
        "select customer_id from waiting",
        row -> CustomerId.parse(row.text(1)).map(waiting.inFile::add).orElse(false));
    waiting.queue.addAll(waiting.inFile);
    return waiting;
  }

  long size() {
    return queue.size();
  }

  /** Who is to be written in this transaction, of those before and these. */
  List<CustomerId> next(Collection<CustomerId> touched, Collection<CustomerId> urgent) {
    queue.addAll(touched);
    var next = new LinkedHashSet<>(urgent);
    for (CustomerId customer : queue) {
      if (next.size() >= urgent.size() + PEOPLE) {
        break;
      }
      next.add(customer);
    }
    queue.removeAll(next);
    write(next);
    return new ArrayList<>(next);
  }

  private void write(Collection<CustomerId> done) {
    List<CustomerId> leaving = done.stream().filter(inFile::remove).toList();
    if (!leaving.isEmpty()) {
      served.of(leaving);
      served.deleteFrom("waiting");
    }
    List<CustomerId> coming = queue.stream().filter(inFile::add).toList();
    if (!coming.isEmpty()) {
      try (Sheet sheet = Sheet.of(connection, "waiting")) {
        coming.forEach(customer -> sheet.row().text(customer.toString()).end());
      }
    }
  }
}
