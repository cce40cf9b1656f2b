package habitue.warehouse.rows;

import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.store.feed.Change;
import habitue.warehouse.file.Sql;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Tells what comes again after a rebuild: the rebuild read the journal itself, and the feed then
 * repeats what was recorded up to its end. Later ones need no look.
 */
final class Again {
  record Said(CustomerId customer, Fact fact) {}

  private final Sql sql;
  private final DuckDBConnection connection;
  private final @Nullable Instant rebuiltUntil;

  private Again(Sql sql, DuckDBConnection connection, @Nullable Instant rebuiltUntil) {
    this.sql = sql;
    this.connection = connection;
    this.rebuiltUntil = rebuiltUntil;
  }

  static Again read(Sql sql, DuckDBConnection connection) {
    List<Instant> until =
        sql.list(
            "select value from about where name = 'rebuilt_until'",
            row -> Instant.parse(row.text(1)));
    if (!until.isEmpty()) {
      sql.script(
          """
          create or replace temp table filed_again (slot smallint, position bigint);
          create or replace temp table facts_again as from facts limit 0\
          """);
    }
    return new Again(sql, connection, until.isEmpty() ? null : until.getFirst());
  }

  boolean possibly(Instant stated) {
    return rebuiltUntil != null && !stated.isAfter(rebuiltUntil);
  }

  /** Those among events that the file has. */
  Set<Change.Filed> known(List<Change.Filed> filed) {
    if (rebuiltUntil == null) {
      return Set.of();
    }
    sql.script("truncate temp.filed_again");
    try (Sheet sheet = Sheet.ofTemporary(connection, "filed_again")) {
      filed.forEach(each -> sheet.row().small(each.slot()).number(each.position()).end());
    }
    return new HashSet<>(
        sql.list(
            "select e.slot, e.position from event_rows e semi join temp.filed_again a"
                + " on a.slot = e.slot and a.position = e.position",
            row -> new Change.Filed((int) row.number(1), row.number(2))));
  }

  /** A fact is the same when all of it is: the engine states the same again, bit for bit. */
  void appendUnlessKnown(List<Said> doubtful) {
    if (doubtful.isEmpty()) {
      return;
    }
    sql.script("truncate temp.facts_again");
    try (Sheet sheet = Sheet.ofTemporary(connection, "facts_again")) {
      doubtful.forEach(
          said -> FactRows.append(sheet, FactRows.NO_NEWS, said.customer(), said.fact()));
    }
    sql.run(
        """
        insert into facts from temp.facts_again anti join facts f
          using (customer_id, name, happened_at, stated_at, cause_position, rule, details)\
        """);
  }
}
