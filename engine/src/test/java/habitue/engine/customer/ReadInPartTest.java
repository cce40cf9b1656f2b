package habitue.engine.customer;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.days;
import static habitue.engine.Life.message;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.engine.Life;
import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.GammaGamma;
import habitue.insight.rfm.Cuts;
import habitue.insight.rfm.RfmCuts;
import habitue.model.Fields;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of whom only the parts that a condition asks are read, it holds as of whom all is. */
class ReadInPartTest {
  /** Each holds of the one below by something they did. */
  private static final List<String> CONDITIONS =
      List.of(
          "customer.orders.count == 4",
          "customer.orders.kept == 3",
          "customer.orders.net > 10",
          "customer.orders.gross > 10",
          "customer.orders.refunded > 0",
          "customer.orders.average > 1",
          "customer.orders.median > 1",
          "since(customer.orders.first) > days(100)",
          "since(customer.orders.last) < days(100)",
          "customer.orders.interval > days(1)",
          "customer.visits.count >= 2",
          "since(customer.visits.last) < days(100)",
          "since(customer.first_seen) > days(1)",
          "since(customer.last_seen) < days(100)",
          "since(customer.last_contact) < days(100)",
          "customer.known",
          "customer.cart.open",
          "since(customer.cart.changed) < days(100)",
          "customer.cart.value > 1",
          "customer.checkout.open",
          "since(customer.checkout.changed) < days(100)",
          "customer.score > 0",
          "customer.stage == \"buyer\"",
          "customer.rfm.recency >= 1",
          "customer.rfm.frequency >= 1",
          "customer.rfm.monetary >= 1",
          "customer.alive > 0",
          "customer.next_order > now",
          "customer.value > 0",
          "customer.shop.visits",
          "customer.traits[\"city\"] == \"York\"",
          "customer.tags[\"LAMPS\"] > 0",
          "count(\"Product Viewed\") >= 1",
          "customer.in(\"viewers\")",
          "customer.flagged(\"eager\")",
          "customer.reachable(\"email\")");

  private static final Map<String, String> FILES =
      Map.of(
          "segments.yaml",
          "segments:\n  viewers: count(\"Product Viewed\") >= 1\n" + numbered(CONDITIONS),
          "tags.yaml",
          "tags:\n  LAMPS: {on: Product Viewed, when: event.product.category == \"Lamps\"}\n",
          "stages.yaml",
          "stages:\n  buyer: {when: customer.orders.count >= 1}\n  visitor: {}\nflags:\n  eager: {when: count(\"Product Viewed\") >= 1}\n");

  private static String numbered(List<String> conditions) {
    var lines = new StringBuilder();
    for (int i = 0; i < conditions.size(); i++) {
      lines.append("  s%d: '%s'%n".formatted(i, conditions.get(i)));
    }
    return lines.toString();
  }

  private static Context context() {
    Context plain = Life.by(FILES).context();
    var cuts = new Cuts(List.of(1L, 2L, 3L, 4L));
    var fit =
        new Fits.Fit(
            days(-1).toEpochMilli(),
            new RfmCuts(cuts, cuts, cuts),
            new BgNbd(0.25, 4.4, 0.8, 2.4),
            new GammaGamma(6.24, 3.75, 15.47),
            true);
    return plain.with(new Fits(List.of(fit)));
  }

  private static Life lived(Context context) {
    var life = new Life(context);
    Fields lamp = said("product_id", "p1", "category", "Lamps", "price", new BigDecimal("9.5"));
    life.happens(
        days(0),
        SHOP,
        message(
            "identify",
            "userId",
            "u1",
            "traits",
            said("city", "York", "email", "ann@example.org", "name", "Ann")));
    life.track(days(0), SHOP, "Consent Given", said("purpose", "marketing", "channel", "email"));
    for (int i = 0; i < 4; i++) {
      Instant at = days(1 + i * 40L);
      life.page(at, "https://shop.test/", "");
      life.track(at, WEB, "Product Viewed", lamp);
      Fields order = said("order_id", "o" + i, "currency", "GBP", "total", 10 + i);
      life.track(at.plusSeconds(60), SHOP, "Order Completed", order.with("revenue", 10 + i));
    }
    life.track(days(130), SHOP, "Order Refunded", said("order_id", "o1"));
    life.page(days(140), "https://shop.test/", "");
    life.track(days(140), WEB, "Product Added", lamp.with("quantity", 2));
    life.track(days(140), WEB, "Checkout Started", said("checkout_id", "c1"));
    return life.passes(days(150));
  }

  @Test
  void a_condition_holds_of_the_parts_it_asks_as_of_all() {
    Context context = context();
    Life life = lived(context);
    CustomerState whole = life.state();
    Instant at = days(150);
    var asked = new HashSet<Field>();
    var smaller = new ArrayList<String>();
    for (Plan.Segment segment : context.playbook().plan().segments()) {
      Condition when = segment.when();
      BitSet wanted = CustomerState.read(when);
      CustomerState part = read(life, whole, wanted);
      assertThat(whole.holds(context, when, at)).as(when.said()).isTrue();
      assertThat(part.holds(context, when, at)).as(when.said()).isTrue();
      assertThat(part.reach().consents()).isEqualTo(whole.reach().consents());
      assertThat(part.reach().profile()).isEqualTo(whole.reach().profile());
      assertThat(part.reach().orders().count()).isEqualTo(whole.orders().count());
      asked.addAll(when.reads().fields());
      if (wanted.cardinality() < CustomerPart.values().length) {
        smaller.add(when.said());
      }
    }
    assertThat(smaller).hasSize(context.playbook().plan().segments().size());
    for (Field field : Field.values()) {
      // What asks of points reads all there is.
      assertThat(asked.contains(field) || field.part() == Field.Part.LOYALTY)
          .as(field.path())
          .isTrue();
    }
  }

  private static CustomerState read(Life life, CustomerState state, BitSet wanted) {
    var bytes = new byte[life.behaviour().parts()][];
    for (int part = 0; part < bytes.length; part++) {
      bytes[part] = wanted.get(part) ? life.behaviour().write(state, part) : new byte[0];
    }
    return life.behaviour().read(state.id(), bytes);
  }
}
