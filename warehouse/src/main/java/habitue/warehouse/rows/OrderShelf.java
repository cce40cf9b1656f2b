package habitue.warehouse.rows;

import habitue.engine.sell.orders.OrderDocument;
import habitue.engine.sell.orders.OrderFacts;
import habitue.engine.sell.orders.OrderKey;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.warehouse.file.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Keeps one row per order and customer: the document of the last fact about it. */
final class OrderShelf {
  private static final String PLACED = OrderFacts.NAMES.getFirst();

  /** What the event that placed an order says besides: kept, or found while it is told. */
  private static final String ORDERS =
      """
      insert into orders
      with said as (
        select s.customer_id, s.placed, any_value(e.channel) as channel,
          any_value(e.source) as source, bool_and(e.user_id is null) as guest
        from temp.staged s
        join event_rows e on e.position = s.placed
        join strands t on t.strand = e.strand and t.customer_id = s.customer_id
        group by all)
      select s.* exclude (placed, lined), coalesce(m.channel, k.channel), coalesce(m.source, k.source),
        coalesce(m.guest, k.guest, false), null, null
      from temp.staged s
      left join said m using (customer_id, placed)
      left join temp.kept k using (customer_id, store, order_id)\
      """;

  private static final String KEPT =
      """
      insert into temp.kept
      select customer_id, store, order_id, channel, source, guest
      from orders semi join temp.staged using (customer_id, store, order_id)\
      """;

  private static final String DELETE_ORDERS =
      """
      delete from orders where (customer_id, store, order_id) in
        (select customer_id, store, order_id from temp.staged)\
      """;

  private static final String DELETE_LINES =
      """
      delete from order_items where (customer_id, store, order_id) in
        (select customer_id, store, order_id from temp.staged where lined)\
      """;

  private record Name(CustomerId customer, OrderKey key) {}

  /**
   * What a transaction tells of one order.
   *
   * @param lined the last document that has its lines; old orders are told without
   * @param placed position of the event that placed it; 0 when that was told before
   */
  private record Told(OrderDocument order, @Nullable OrderDocument lined, long placed) {
    Told then(Told later) {
      return new Told(
          later.order, later.lined == null ? lined : later.lined, Math.max(placed, later.placed));
    }
  }

  private final Sql sql;
  private final DuckDBConnection connection;
  private final Listed restated;

  OrderShelf(Sql sql, DuckDBConnection connection) {
    this.sql = sql;
    this.connection = connection;
    this.restated = new Listed(sql, connection, "restated_orders");
    sql.script(
        """
        create or replace temp table staged as
          select * exclude (channel, source, guest, was_known, was_first), 0::bigint as placed, true as lined
          from orders limit 0;
        create or replace temp table kept as
          select customer_id, store, order_id, channel, source, guest from orders limit 0\
        """);
  }

  void write(Map<CustomerId, Changes.Statement> stated) {
    List<CustomerId> afresh =
        stated.entrySet().stream()
            .filter(each -> each.getValue().afresh())
            .map(Map.Entry::getKey)
            .toList();
    if (!afresh.isEmpty()) {
      restated.of(afresh);
      restated.deleteFrom("orders");
      restated.deleteFrom("order_items");
    }
    var told = new LinkedHashMap<Name, Told>();
    stated.forEach((customer, said) -> said.facts().forEach(fact -> tell(told, customer, fact)));
    if (!told.isEmpty()) {
      replace(told);
    }
  }

  private static void tell(Map<Name, Told> told, CustomerId customer, Fact fact) {
    if (!OrderFacts.NAMES.contains(fact.name()) || fact.details().text("order_id").isEmpty()) {
      return;
    }
    OrderDocument order = OrderFacts.read(fact.details());
    long placed = fact.name().equals(PLACED) ? fact.because().position() : 0;
    told.merge(
        new Name(customer, order.key()),
        new Told(order, order.linesKept() ? order : null, placed),
        Told::then);
  }

  private void replace(Map<Name, Told> told) {
    sql.script("truncate temp.staged; truncate temp.kept");
    try (Sheet sheet = Sheet.ofTemporary(connection, "staged")) {
      told.forEach((name, one) -> {
        OrderRows.append(sheet, name.customer(), one.order());
        sheet.number(one.placed()).flag(one.lined() != null).end();
      });
    }
    sql.run(KEPT);
    sql.run(DELETE_ORDERS);
    sql.run(ORDERS);
    sql.run(DELETE_LINES);
    try (Sheet sheet = Sheet.of(connection, "order_items")) {
      told.forEach((name, one) -> {
        if (one.lined() != null) {
          OrderRows.appendLines(sheet, name.customer(), one.lined());
        }
      });
    }
  }
}
