package habitue.engine.sell.orders;

import habitue.engine.Lists;
import habitue.engine.sell.Amounts;
import habitue.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came back of an order.
 *
 * @param repayments in the order in which they were heard, at most {@link #REPAYMENTS}; empty once
 *     the order's lines are no longer kept
 * @param settled what was given back by refunds that are no longer kept
 * @param excess what all refunds named beyond what was left of the goods
 * @param refundIds the last {@link #REFUND_IDS} refund numbers; one heard twice is one
 * @param cancelledAt when the order was called off; what refunds leave then counts as cancelled
 * @param named what came back by name, once the order's lines are no longer kept; of {@link
 *     #REPAYMENTS} lines at most, what names others is as if it named none
 */
public record Returns(
    List<Repayment> repayments,
    Money settled,
    Money excess,
    List<String> refundIds,
    @Nullable Instant cancelledAt,
    List<Back> named) {
  /** With more refunds than this, an order's lines are no longer kept. */
  public static final int REPAYMENTS = 64;

  /** The most refund numbers kept. */
  public static final int REFUND_IDS = 64;

  public Returns {
    repayments = List.copyOf(repayments);
    refundIds = List.copyOf(refundIds);
    named = List.copyOf(named);
  }

  static Returns none(String currency) {
    Money zero = Money.zero(currency);
    return new Returns(List.of(), zero, zero, List.of(), null, List.of());
  }

  boolean knows(@Nullable String refundId) {
    return refundId != null && refundIds.contains(refundId);
  }

  Returns heard(String refundId) {
    List<String> ids = Lists.last(Lists.plus(refundIds, refundId), REFUND_IDS);
    return new Returns(repayments, settled, excess, ids, cancelledAt, named);
  }

  Returns cancelled(@Nullable Instant at) {
    return new Returns(repayments, settled, excess, refundIds, at, named);
  }

  /** With what came back of lines that are kept no longer than this. */
  Returns dropping(List<Line> lines, Money refunded) {
    var all = new LinkedHashMap<String, Back>();
    named.forEach(each -> all.put(each.line(), each));
    List<String> names = Line.names(lines);
    for (int i = 0; i < names.size(); i++) {
      Line line = lines.get(i);
      if (line.refunded().minor() > 0) {
        Back.add(all, new Back(names.get(i), line.refunded(), line.wholly()));
      }
    }
    if (lines.isEmpty()) {
      repayments.forEach(each -> each.ofNamed().forEach(back -> Back.add(all, back)));
    }
    return new Returns(
        List.of(), refunded, excess, refundIds, cancelledAt, List.copyOf(all.values()));
  }

  List<Refund> refunds() {
    return repayments.stream().map(Repayment::refund).toList();
  }

  /**
   * What a refund came to on its order.
   *
   * @param given what it took from the order's gross
   * @param excess what it names beyond what was left: shipping and tax, or a mistake
   */
  public record Repayment(Refund refund, Money given, Money excess) {

    /**
     * What it says of each product it names: by its own price, or by all it came to where it names
     * one alone. It may name more than was left, or a product twice.
     */
    List<Back> ofNamed() {
      List<Refund.Named> named = refund.named();
      boolean foreign = refund.currency() != null && !refund.currency().equals(given.currency());
      var backs = new ArrayList<Back>();
      for (Refund.Named each : named) {
        BigDecimal pieces = each.quantity() == null ? BigDecimal.ONE : each.quantity();
        BigDecimal price = foreign ? null : each.unitPrice();
        Money worth = price == null ? null : Amounts.at(price, pieces, given.currency());
        Money alone = named.size() == 1 ? given : null;
        Money said = worth == null ? alone : worth;
        if (said != null) {
          backs.add(new Back(each.product().key(), said, false));
        }
      }
      return backs;
    }
  }

  /**
   * What came back of a line.
   *
   * @param line as {@link Line#names} calls it
   * @param given for it; more than it was worth where it came back twice
   * @param wholly whether nothing of it is left, whatever was given for it
   */
  public record Back(String line, Money given, boolean wholly) {

    private static void add(Map<String, Back> all, Back more) {
      if (all.size() < REPAYMENTS || all.containsKey(more.line)) {
        all.merge(
            more.line,
            more,
            (one, other) ->
                new Back(
                    one.line, Amounts.sum(one.given, other.given), one.wholly || other.wholly));
      }
    }
  }
}
