package habitue.warehouse.rows;

import habitue.model.Fields;
import habitue.store.feed.Change;
import habitue.warehouse.file.Sql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the rows of those who were erased, and puts in their orders' place what they came to.
 * What was deleted is still in the file, which is then written anew.
 */
final class Forgetting {
  private static final String AMOUNTS =
      """
      insert into orders (customer_id, store, order_id, placed_at, day, status, currency, gross,
        refunded, cancelled, net, excess, tax_included, home_currency, home_gross, home_refunded,
        home_cancelled, home_net, items, guest, was_known, was_first)
      values ('erased', ?, '', ?::date - interval 14 hours, ?::date, ?, ?, ?::decimal(38, 4),
        ?::decimal(38, 4), ?::decimal(38, 4), ?::decimal(38, 4), ?::decimal(38, 4), false, ?,
        ?::decimal(38, 4), ?::decimal(38, 4), ?::decimal(38, 4), ?::decimal(38, 4), 0, ?, ?, ?)\
      """;

  private final Sql sql;
  private final DuckDBConnection connection;
  private final Listed gone;

  Forgetting(Sql sql, DuckDBConnection connection) {
    this.sql = sql;
    this.connection = connection;
    this.gone = new Listed(sql, connection, "forgotten");
    sql.script("create or replace temp table forgotten_strands (strand bigint not null)");
    sql.script("create or replace temp table expired_events (position bigint not null)");
  }

  /** Deletes the rows of events that are kept no longer; a file written anew leaves them out. */
  void expire(List<Long> positions) {
    if (positions.isEmpty()) {
      return;
    }
    sql.script("truncate temp.expired_events");
    try (Sheet sheet = Sheet.ofTemporary(connection, "expired_events")) {
      positions.forEach(position -> sheet.row().number(position).end());
    }
    sql.run("delete from event_rows where position in (from temp.expired_events)");
  }

  void write(List<Change.Forgotten> forgotten) {
    if (forgotten.isEmpty()) {
      return;
    }
    gone.of(forgotten.stream().map(Change.Forgotten::customer).toList());
    List.of(
            "customers",
            "identifiers",
            "consents",
            "memberships",
            "members",
            "orders",
            "order_items",
            "facts",
            "waiting")
        .forEach(gone::deleteFrom);
    sql.script("truncate temp.forgotten_strands");
    try (Sheet sheet = Sheet.ofTemporary(connection, "forgotten_strands")) {
      forgotten.forEach(each ->
          each.what().strands().forEach(strand -> sheet.row().number(strand.number()).end()));
    }
    for (String table : List.of("event_rows", "strands")) {
      sql.run("delete from " + table + " where strand in (from temp.forgotten_strands)");
    }
    forgotten.forEach(this::keepAmounts);
    sql.run("delete from about where name = 'erased_bytes'");
    sql.run("insert into about values ('erased_bytes', 'left')");
  }

  /** Once: after a rebuild the feed says again what the journal said. */
  private void keepAmounts(Change.Forgotten gone) {
    long before = sql.number("select count(*) from erasures where position = ?", gone.position());
    if (before == 0) {
      List<Fields> orders = gone.what().orders();
      sql.run("insert into erasures values (?, ?)", gone.position(), orders.size());
      orders.forEach(this::keep);
    }
  }

  private void keep(Fields order) {
    LocalDate day = order.text("day").map(LocalDate::parse).orElse(LocalDate.EPOCH);
    boolean known = order.flag("known").orElse(false);
    sql.run(
        AMOUNTS,
        order.text("store").orElse(""),
        day,
        day,
        order.text("status").orElse(""),
        order.text("currency").orElse(""),
        amount(order, "gross"),
        amount(order, "refunded"),
        amount(order, "cancelled"),
        amount(order, "net"),
        amount(order, "excess"),
        order.text("home_currency").orElse(null),
        amount(order, "home_gross"),
        amount(order, "home_refunded"),
        amount(order, "home_cancelled"),
        amount(order, "home_net"),
        !known,
        known,
        order.flag("first").orElse(false));
  }

  private static @Nullable String amount(Fields order, String name) {
    return order.number(name).map(BigDecimal::toPlainString).orElse(null);
  }
}
