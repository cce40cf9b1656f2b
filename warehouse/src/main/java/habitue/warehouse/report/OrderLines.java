package habitue.warehouse.report;

import habitue.engine.sell.Product;
import habitue.engine.sell.orders.Line;
import habitue.engine.sell.orders.OrderKey;
import habitue.model.CustomerId;
import habitue.model.Money;
import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Row;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines of someone's orders, also of those whose state no longer keeps them. */
public final class OrderLines {
  private final Readers readers;

  public OrderLines(Readers readers) {
    this.readers = readers;
  }

  private record Of(OrderKey order, Line line) {}

  /** By order, as listed. */
  public Map<OrderKey, List<Line>> of(CustomerId customer) {
    List<Of> all =
        readers.read(sql ->
            sql.list(
                """
                select store, order_id, product_id, sku, variant, name, category, quantity,
                  unit_price, amount, share, discount, tax, refunded_quantity, refunded, currency
                from order_items where customer_id = ? order by store, order_id, line\
                """,
                OrderLines::read,
                customer.toString()));
    return all.stream()
        .collect(
            Collectors.groupingBy(
                Of::order, HashMap::new, Collectors.mapping(Of::line, Collectors.toList())));
  }

  /** When someone's order of that ordinal was placed, from 1. */
  public Optional<Instant> placed(CustomerId customer, int ordinal) {
    return readers.read(sql ->
        sql
            .list(
                """
                select placed_at from orders where customer_id = ?
                order by placed_at, store, order_id limit 1 offset ?\
                """,
                row -> row.instant(1),
                customer.toString(),
                ordinal - 1)
            .stream()
            .findFirst());
  }

  private static Of read(Row row) throws SQLException {
    String currency = row.text(16);
    var product =
        new Product(
            row.textOrNull(3),
            row.textOrNull(4),
            row.textOrNull(5),
            row.textOrNull(6),
            row.textOrNull(7));
    var line =
        new Line(
            product,
            number(row.amount(8)),
            number(row.amount(9)),
            Money.of(row.amount(10), currency),
            Money.of(row.amount(11), currency),
            money(row.amountOrNull(12), currency),
            money(row.amountOrNull(13), currency),
            number(row.amount(14)),
            Money.of(row.amount(15), currency),
            false);
    return new Of(new OrderKey(row.text(1), row.text(2)), line);
  }

  /** Without the zeros that a column adds. */
  private static BigDecimal number(BigDecimal padded) {
    BigDecimal bare = padded.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }

  private static @Nullable Money money(@Nullable BigDecimal amount, String currency) {
    return amount == null ? null : Money.of(amount, currency);
  }
}
