package habitue.warehouse.report;

import habitue.warehouse.file.Readers;
import java.math.BigDecimal;

/** How often each product was ordered. */
public final class ProductOrders {
  private final Readers readers;

  public ProductOrders(Readers readers) {
    this.readers = readers;
  }

  /**
   * Before cancellations.
   *
   * @param pieces less those given back by name
   */
  public record Count(long customers, long orders, BigDecimal pieces) {}

  /** What names a product by its id, or by its SKU. */
  public Count of(String product) {
    return readers.read(sql ->
        sql.list(
                """
                select count(distinct customer_id), count(distinct (store, order_id)),
                  coalesce(sum(quantity - refunded_quantity), 0)::decimal(38, 6)
                from order_items where product_id = ? or sku = ?\
                """,
                row -> new Count(row.number(1), row.number(2), row.amount(3).stripTrailingZeros()),
                product,
                product)
            .getFirst());
  }
}
