package habitue.warehouse.report;

import habitue.warehouse.file.Readers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What needs someone first, as far as the tables know. */
public final class Attention {
  private final Readers readers;
  private final Volumes volumes;
  private final Duplicates duplicates;

  public Attention(Readers readers) {
    this.readers = readers;
    this.volumes = new Volumes(readers);
    this.duplicates = new Duplicates(readers);
  }

  /**
   * @param refundsUnmatched refunds that name no order
   * @param amountUnmatched what they name, in the brand's currency as far as there are rates
   * @param refundsPending refunds that name an order which has not come
   * @param ordersWithoutRate orders counted without their amount
   * @param halted customers whose past cannot be folded
   * @param duplicates pairs of customers who may be the same
   * @param changes events and properties that changed in the last seven days
   */
  public record Needs(
      long refundsUnmatched,
      BigDecimal amountUnmatched,
      long refundsPending,
      long ordersWithoutRate,
      long halted,
      long duplicates,
      List<Volumes.Line> changes) {
    public Needs {
      changes = List.copyOf(changes);
    }
  }

  public Needs needs(LocalDate today) {
    long pairs = duplicates.count();
    List<Volumes.Line> changes = volumes.changed(today);
    return readers.read(sql ->
        sql.one(
            """
            select coalesce(sum(refunds_unmatched), 0)::bigint,
              (select coalesce(sum(try_cast(details->>'brand_amount' as decimal(38, 4))), 0)
               from facts where name = 'Refund Without Order'),
              coalesce(sum(refunds_pending), 0)::bigint,
              coalesce(sum(orders_without_rate), 0)::bigint,
              count(*) filter (where halted)
            from customers\
            """,
            row ->
                new Needs(
                    row.number(1),
                    row.amount(2),
                    row.number(3),
                    row.number(4),
                    row.number(5),
                    pairs,
                    changes)));
  }
}
