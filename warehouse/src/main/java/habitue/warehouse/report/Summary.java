package habitue.warehouse.report;

import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Sql;
import java.math.BigDecimal;
import java.time.Instant;

/** What a load came to, as of a midnight: every number by its own plain question. */
public final class Summary {
  private static final String KNOWN_ORDERS =
      """
      select count(*), coalesce(sum(home_gross), 0) from orders
      where placed_at < ? and (was_known or customer_id in (%s))\
      """
          .formatted(Orders.KNOWN);

  /** Orders and credit notes that carry no user id, each by its own number. */
  private static final String GUEST_INVOICES =
      """
      select count(distinct coalesce(properties->>'refund_id', order_id)) from event_rows
      where name in ('Order Completed', 'Order Refunded') and user_id is null
        and reality = 'real' and happened_at < ?\
      """;

  /** Refunds that name no order, or one that is not there. */
  private static final String UNMATCHED =
      """
      select count(distinct (e.customer_id, coalesce(e.properties->>'refund_id', e.position::varchar)))
      from events e
      where e.name = 'Order Refunded' and e.reality = 'real' and e.happened_at < ?
        and not exists (
          select 1 from orders o where o.customer_id = e.customer_id and o.store = e.store
            and o.order_id = e.order_id)\
      """;

  private static final String EVENTS =
      "select count(*) from event_rows where reality = 'real' and happened_at < ?";

  private final Readers readers;

  public Summary(Readers readers) {
    this.readers = readers;
  }

  /** Orders counted without their amount, for want of a rate into the brand's currency. */
  public long ordersWithoutRate() {
    return readers.read(sql -> sql.number("select count(*) from orders where home_net is null"));
  }

  /**
   * @param customersKnown customers with a user id
   * @param ordersKnown orders placed by them, cancelled ones too
   * @param grossKnown what they ordered, before cancellations, in the brand's currency
   * @param invoicesGuest orders and credit notes without a user id
   * @param refundsUnmatched refunds whose order is not known
   */
  public record Totals(
      long customersKnown,
      long ordersKnown,
      BigDecimal grossKnown,
      long invoicesGuest,
      long refundsUnmatched,
      long events) {}

  public Totals totals(Instant asOf) {
    return readers.read(sql -> totals(sql, asOf));
  }

  private static Totals totals(Sql sql, Instant asOf) {
    return sql.one(
        KNOWN_ORDERS,
        row ->
            new Totals(
                sql.number("select count(*) from (" + Orders.KNOWN + ")", asOf),
                row.number(1),
                row.amount(2),
                sql.number(GUEST_INVOICES, asOf),
                sql.number(UNMATCHED, asOf),
                sql.number(EVENTS, asOf)),
        asOf,
        asOf);
  }
}
