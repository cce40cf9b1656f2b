package habitue.engine.sell.orders;

import habitue.engine.Lists;
import habitue.model.Money;
import java.time.Instant;
import java.util.List;
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
 */
public record Returns(
    List<Repayment> repayments,
    Money settled,
    Money excess,
    List<String> refundIds,
    @Nullable Instant cancelledAt) {
  /** With more refunds than this, an order's lines are no longer kept. */
  public static final int REPAYMENTS = 64;

  /** The most refund numbers kept. */
  public static final int REFUND_IDS = 64;

  public Returns {
    repayments = List.copyOf(repayments);
    refundIds = List.copyOf(refundIds);
  }

  static Returns none(String currency) {
    Money zero = Money.zero(currency);
    return new Returns(List.of(), zero, zero, List.of(), null);
  }

  boolean knows(@Nullable String refundId) {
    return refundId != null && refundIds.contains(refundId);
  }

  Returns heard(String refundId) {
    List<String> ids = Lists.last(Lists.plus(refundIds, refundId), REFUND_IDS);
    return new Returns(repayments, settled, excess, ids, cancelledAt);
  }

  Returns cancelled(@Nullable Instant at) {
    return new Returns(repayments, settled, excess, refundIds, at);
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
  public record Repayment(Refund refund, Money given, Money excess) {}
}
