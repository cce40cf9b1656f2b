package habitue.engine.sell.basket;

import habitue.engine.Happening;
import habitue.engine.Texts;
import habitue.engine.sell.Amounts;
import habitue.model.Fields;
import habitue.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an event changes in a checkout. */
final class CheckoutChange {
  private static final BigDecimal STEPS = BigDecimal.valueOf(100);

  private CheckoutChange() {}

  /** A start that names another checkout than the open one begins anew; all else goes on. */
  static Checkout of(
      @Nullable Checkout open, Happening happening, boolean started, boolean payment) {
    Fields said = happening.event().properties();
    String id = Texts.first(said, Texts.KEY, "checkout_id", "order_id");
    boolean another = started && open != null && id != null && !id.equals(open.id());
    Checkout old = another ? null : open;
    var amounts = new Amounts(said, happening.context().currency());
    Money value = amounts.money(said, "value", "revenue", "total");
    Instant at = happening.at();
    return new Checkout(
        id != null || old == null ? id : old.id(),
        old == null || at.isBefore(old.startedAt()) ? at : old.startedAt(),
        old == null || at.isAfter(old.changedAt()) ? at : old.changedAt(),
        Math.max(step(amounts.number(said, "step")), old == null ? 0 : old.step()),
        value != null || old == null ? value : old.value(),
        payment || (old != null && old.payment()),
        happening.source().channel(),
        happening.source().store());
  }

  private static int step(@Nullable BigDecimal said) {
    return said == null || said.signum() < 0 ? 0 : said.min(STEPS).intValue();
  }
}
