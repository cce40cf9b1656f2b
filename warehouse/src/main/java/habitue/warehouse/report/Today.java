package habitue.warehouse.report;

import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Sql;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** The figures of the first page, of customers the shop knows; guests are told apart. */
public final class Today {
  private static final String SUMS =
      Orders.NUMBERED
          + """
          select
            count(*) filter (where known), coalesce(sum(home_gross) filter (where known), 0),
            coalesce(sum(home_refunded) filter (where known), 0),
            coalesce(sum(home_cancelled) filter (where known), 0),
            coalesce(sum(home_net) filter (where known), 0),
            count(*) filter (where not known),
            coalesce(sum(home_gross) filter (where not known), 0),
            count(*) filter (where home_gross is null)
          from numbered where in_scope\
          """;

  private static final String SHARE =
      Orders.NUMBERED
          + """
          select coalesce(sum(home_net) filter (where ordinal > 1), 0), coalesce(sum(home_net), 0)
          from numbered where in_scope and known and day >= ? and day < ?\
          """;

  private final Readers readers;

  public Today(Readers readers) {
    this.readers = readers;
  }

  /**
   * @param known customers with a user id, whenever they came; with a store, those who ordered
   *     there
   * @param orders placed by them, cancelled ones too
   * @param gross what they ordered, before cancellations
   * @param fromRegulars share of the last full month's net revenue that was no first order
   * @param guestOrders orders by people the shop does not know
   * @param withoutRate orders counted without their amount, for want of a rate
   */
  public record Figures(
      Figure known,
      Figure orders,
      Figure gross,
      Figure refunded,
      Figure cancelled,
      Figure net,
      Figure fromRegulars,
      Figure guestOrders,
      Figure guestGross,
      Figure withoutRate) {}

  public Figures figures(Scope scope) {
    return readers.read(sql -> figures(sql, scope));
  }

  private static Figures figures(Sql sql, Scope scope) {
    Figure known = count(scope.ever(), "customers-known", known(sql, scope));
    Figure regulars = fromRegulars(sql, scope);
    return sql.one(
        SUMS,
        row ->
            new Figures(
                known,
                count(scope, "orders-known", row.number(1)),
                amount(scope, "gross-known", Basis.GROSS, row.amount(2)),
                amount(scope, "refunded", Basis.GROSS, row.amount(3)),
                amount(scope, "cancelled", Basis.GROSS, row.amount(4)),
                amount(scope, "net-known", Basis.NET, row.amount(5)),
                regulars,
                count(scope, "orders-guest", row.number(6)),
                amount(scope, "gross-guest", Basis.GROSS, row.amount(7)),
                count(scope, "orders-without-rate", row.number(8))),
        Orders.values(scope));
  }

  private static long known(Sql sql, Scope scope) {
    return scope.store() == null
        ? sql.number("select count(*) from (" + Orders.KNOWN + ")", scope.asOf())
        : sql.number(
            Orders.NUMBERED
                + "select count(distinct customer_id) from numbered"
                + " where in_scope and known and customer_id <> 'erased'",
            Orders.values(scope.ever()));
  }

  private static Figure fromRegulars(Sql sql, Scope scope) {
    YearMonth month = YearMonth.from(scope.today()).minusMonths(1);
    @Nullable Object[] values = Orders.values(scope, month.atDay(1), month.plusMonths(1).atDay(1));
    BigDecimal share = sql.one(SHARE, row -> share(row.amount(1), row.amount(2)), values);
    Instant from = month.atDay(1).atStartOfDay(scope.zone()).toInstant();
    Instant until = month.plusMonths(1).atDay(1).atStartOfDay(scope.zone()).toInstant();
    return new Figure(
        share.signum() < 0 ? null : share,
        new Definition(
            "share-regulars", Basis.SHARE, from, until, scope.store(), scope.currency()));
  }

  /** Below zero where there is no whole. */
  private static BigDecimal share(BigDecimal part, BigDecimal whole) {
    return whole.signum() <= 0
        ? BigDecimal.ONE.negate()
        : part.divide(whole, MathContext.DECIMAL32);
  }

  private static Figure count(Scope scope, String name, long count) {
    return new Figure(
        BigDecimal.valueOf(count), scope.definition(name, Basis.COUNT, scope.start()));
  }

  private static Figure amount(Scope scope, String name, Basis basis, BigDecimal amount) {
    return new Figure(amount, scope.definition(name, basis, scope.start()));
  }
}
