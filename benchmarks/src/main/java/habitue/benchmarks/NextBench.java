package habitue.benchmarks;

import habitue.model.CustomerId;
import habitue.playbook.Playbook;
import habitue.warehouse.file.Database;
import habitue.warehouse.file.Limits;
import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Sql;
import habitue.warehouse.next.Learnt;
import habitue.warehouse.next.LearntOrders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/**
 * How long learning the next orders takes, and asking for one customer's, over tables of a million
 * customers who placed ten million orders of three lines. The rows stand by time, as they come: so
 * one customer's are everywhere. Run: {@code java -cp … habitue.benchmarks.NextBench [customers]}.
 */
public final class NextBench {
  private static final int ORDERS_EACH = 10;
  private static final int LINES_EACH = 3;
  private static final int PRODUCTS = 50_000;
  private static final int CATEGORIES = 200;
  private static final int DAYS = 730;
  private static final int ASKED = 40;
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private NextBench() {}

  public static void main(String[] arguments) throws IOException {
    long customers = arguments.length == 0 ? 1_000_000 : Long.parseLong(arguments[0]);
    try (WorkFolder work = WorkFolder.make(Path.of(System.getProperty("java.io.tmpdir")));
        Database database = Database.create(work.path().resolve("w.duckdb"), Limits.USUAL);
        Readers readers = new Readers(database)) {
      fill(database.sql(), customers);
      var orders = new LearntOrders(readers, () -> Playbook.DEFAULT);
      for (int round = 0; round < 3; round++) {
        long from = System.nanoTime();
        Learnt learnt = orders.learn(NOW);
        System.out.printf(
            "learnt from %,d of %,d customers in %.1f s%n",
            learnt.customers(), customers, (System.nanoTime() - from) / 1e9);
      }
      memory(orders);
      ask(orders, orders.at(NOW), customers);
    }
  }

  private static void memory(LearntOrders orders) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "%,d MB of heap in use with what was learnt (%s)%n",
        (runtime.totalMemory() - runtime.freeMemory()) >> 20, orders.at(NOW).tells());
  }

  private static void ask(LearntOrders orders, Learnt learnt, long customers) {
    var millis = new double[ASKED];
    for (int i = 0; i < ASKED; i++) {
      long from = System.nanoTime();
      var customer = new CustomerId(1 + i * customers / ASKED);
      if (orders.next(learnt, customer, Instant.EPOCH, Set.of(), 60).isEmpty()) {
        throw new IllegalStateException("nothing is foretold of " + customer);
      }
      millis[i] = (System.nanoTime() - from) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "asked for one customer: median %.0f ms, slowest %.0f ms%n",
        millis[ASKED / 2], millis[ASKED - 1]);
  }

  /** The same rows each time: numbers are drawn by hashes of their places. */
  private static void fill(Sql sql, long customers) {
    long orders = customers * ORDERS_EACH;
    sql.script("create temp table people (number bigint, id varchar)");
    for (long from = 0; from < customers; from += 100_000) {
      var rows = new StringBuilder("insert into people values ");
      for (long i = from; i < Math.min(customers, from + 100_000); i++) {
        rows.append(i == from ? "" : ",").append("(%d, '%s')".formatted(i, new CustomerId(i + 1)));
      }
      sql.script(rows.toString());
    }
    sql.script(
        """
        insert into customers by name
        select id as customer_id, true as known, 'u' || number as user_id, 10 as events,
          1 as visits, 10 as orders, 0 as revenue, 0 as refunded, 0 as cancelled, 0 as net,
          'GBP' as currency, 0 as orders_without_rate, 0 as refunds_unmatched,
          0 as refunds_pending, '' as reach_email, '' as reach_sms, '' as reach_push,
          '' as reach_phone, '' as reach_post, false as restricted, to_timestamp(0) as
          profiled_from, 10 as order_days, 0 as score_fades, false as refolding, false as halted,
          '' as name_key, '' as search, 0 as identity_mark, 0 as standing_mark
        from people;
        create temp table placed as
          select o, hash(o) %% %d as number, date '2024-11-28' + (o * %d // %d)::integer as day
          from range(%d) t(o);
        insert into orders by name
        select id as customer_id, 'uk' as store, 'o' || o as order_id, day::timestamptz as
          placed_at, day, 'placed' as status, 'GBP' as currency, 0 as gross, 0 as refunded,
          0 as cancelled, 0 as net, 0 as excess, false as tax_included, %d as items,
          false as guest
        from placed join people using (number) order by o;
        insert into order_items by name
        select customer_id, store, order_id, line::integer as line, 'p' || product as product_id,
          'Product ' || product as name, 'Category ' || product %% %d as category, 1 as quantity,
          5 as unit_price, 5 as amount, 5 as share, 0 as refunded_quantity, 0 as refunded,
          'GBP' as currency
        from (
          select *, case when hash(order_id, line, 1) %% 2 = 0
            then hash(customer_id, hash(order_id, line) %% 4) %% %d
            else floor(pow(%d, (hash(order_id, line, 2) %% 1000000) / 1000000.0)) end::bigint
            as product
          from orders, range(1, %d) t(line))\
        """
            .formatted(
                customers,
                DAYS,
                orders,
                orders,
                LINES_EACH,
                CATEGORIES,
                PRODUCTS,
                PRODUCTS,
                LINES_EACH + 1));
  }
}
