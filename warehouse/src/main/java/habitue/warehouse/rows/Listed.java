package habitue.warehouse.rows;

import habitue.model.CustomerId;
import habitue.warehouse.file.Sql;
import java.util.Collection;
import org.duckdb.DuckDBConnection;

/** Customers listed in a temporary table, so that their rows are deleted by one semi-join. */
final class Listed {
  private final Sql sql;
  private final DuckDBConnection connection;
  private final String name;

  Listed(Sql sql, DuckDBConnection connection, String name) {
    this.sql = sql;
    this.connection = connection;
    this.name = name;
    sql.script("create or replace temp table " + name + " (customer_id varchar not null)");
  }

  Listed of(Collection<CustomerId> customers) {
    sql.script("truncate temp." + name);
    try (Sheet sheet = Sheet.ofTemporary(connection, name)) {
      customers.forEach(customer -> sheet.row().text(customer.toString()).end());
    }
    return this;
  }

  void deleteFrom(String table) {
    sql.run("delete from " + table + " where customer_id in (from temp." + name + ")");
  }
}
