package habitue.server.console.view;

import habitue.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order with its lines and what came back of it.
 *
 * @param key names the order within this person, opaque
 * @param total in the brand's currency; null without a rate
 * @param said in the order's own currency
 * @param refunded in the brand's currency, never negative
 * @param extras shipping, tax, discount and what paid for it: glossary's key under {@code order.}
 *     and amount
 * @param lineCount how many lines it has, kept or not
 * @param lines those still kept
 */
public record Order(
    String key,
    String number,
    String store,
    String channel,
    Instant at,
    Status status,
    @Nullable Money total,
    Money said,
    Money refunded,
    List<Extra> extras,
    long lineCount,
    List<Line> lines,
    List<Return> returns) {
  public Order {
    extras = List.copyOf(extras);
    lines = List.copyOf(lines);
    returns = List.copyOf(returns);
  }

  public enum Status {
    PLACED,
    PARTLY_REFUNDED,
    REFUNDED,
    CANCELLED,
    /** A refund came; its order never did. */
    UNKNOWN
  }

  public enum ExtraKind {
    SHIPPING,
    TAX,
    TAX_INCLUDED,
    DISCOUNT,
    GIFT_CARD,
    POINTS
  }

  public record Extra(ExtraKind kind, Money amount) {}

  /**
   * @param returned how many of the quantity came back
   * @param unitPrice as said, unrounded, in the order's own currency like the amount
   */
  public record Line(
      String productId,
      String name,
      String category,
      BigDecimal quantity,
      BigDecimal returned,
      BigDecimal unitPrice,
      Money amount) {}

  /**
   * @param number the refund's own number, or empty
   * @param about what came back, as said: a product or a reason; or empty
   */
  public record Return(
      Instant at, String number, String about, BigDecimal quantity, Money amount) {}
}
