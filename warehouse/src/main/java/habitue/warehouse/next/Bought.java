package habitue.warehouse.next;

import habitue.warehouse.file.Row;
import habitue.warehouse.file.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A product that someone ordered on a day and kept: without orders called off or given back whole,
 * lines given back, and what was ordered before it may be read for this.
 *
 * @param day since 1970, in the brand's time zone
 * @param category empty where nobody said
 */
record Bought(String customer, int day, String product, String name, String category) {
  private static final String PEOPLE =
      """
      select customer_id, profiled_from from customers
      where known and profiled_from is not null and order_days > 0\
      """;

  private static final String LINES =
      """
      with people as (%s)
      select o.customer_id, date_diff('day', date '1970-01-01', o.day),
        coalesce(i.product_id, i.sku, i.name) as product,
        any_value(i.name), any_value(i.category)
      from people p
      join orders o on o.customer_id = p.customer_id and o.placed_at >= p.profiled_from
        and o.status not in ('cancelled', 'refunded')
      join order_items i on i.customer_id = o.customer_id and i.store = o.store
        and i.order_id = o.order_id
      where i.quantity > 0 and i.quantity > i.refunded_quantity
        and coalesce(i.product_id, i.sku, i.name) <> ''
      group by o.customer_id, o.day, product order by o.customer_id, o.day, product\
      """;

  private static final String SLICE =
      LINES.formatted(PEOPLE + " and hash(customer_id) % ?::ubigint = ?::ubigint");

  private static final String ONE =
      LINES.formatted("select ?::varchar as customer_id, ?::timestamptz as profiled_from");

  /** How many there are whose orders may be read. */
  static long people(Sql sql) {
    return sql.number("select count(*) from (" + PEOPLE + ")");
  }

  /** What a share of all people ordered, by person and day. */
  static void each(Sql sql, int slices, int slice, Consumer<Bought> to) {
    sql.each(SLICE, row -> to.accept(read(row)), slices, slice);
  }

  /** What one ordered, known to the shop or not, by day. */
  static List<Bought> of(Sql sql, String customer, Instant from) {
    return sql.list(ONE, Bought::read, customer, from);
  }

  /** Whether something may be told from it. */
  boolean tells(Set<String> heldBack) {
    return !heldBack.contains(category) && !heldBack.contains(product) && !heldBack.contains(name);
  }

  private static Bought read(Row row) throws SQLException {
    return new Bought(row.text(1), (int) row.number(2), row.text(3), row.text(4), row.text(5));
  }
}
