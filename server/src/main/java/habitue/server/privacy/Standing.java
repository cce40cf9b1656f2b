package habitue.server.privacy;

import habitue.engine.attract.Activity;
import habitue.engine.attract.OpenVisit;
import habitue.engine.attract.Origin;
import habitue.engine.attract.Touch;
import habitue.engine.attract.Visit;
import habitue.engine.customer.CustomerState;
import habitue.engine.engage.Interest;
import habitue.engine.engage.Search;
import habitue.engine.sell.Product;
import habitue.engine.sell.basket.Cart;
import habitue.engine.sell.basket.CartLine;
import habitue.engine.sell.basket.Checkout;
import habitue.engine.standing.Hand;
import habitue.engine.trust.Agreement;
import habitue.engine.trust.Consents;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.rule.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How things stand with a person: what holds now of all that was ever folded, also where the
 * records that led to it are kept no more. Each item says first what it is.
 */
final class Standing {
  private final List<Fields> items = new ArrayList<>();

  private Standing() {}

  static List<Fields> of(CustomerState state) {
    var standing = new Standing();
    standing.consents(state.consents());
    standing.activity(state.activity());
    Stream.concat(
            state.visits().kept().stream(), state.activity().open().stream().map(OpenVisit::visit))
        .forEach(standing::visit);
    state.interests().products().forEach(each -> standing.interest("product", each));
    state.interests().categories().forEach(each -> standing.interest("category", each));
    state.interests().searches().forEach(standing::search);
    standing.cart(state.basket().cart());
    standing.checkout(state.basket().checkout());
    state.standing().gathered().hands().forEach(standing::tag);
    return standing.items;
  }

  private void consents(Consents consents) {
    consents.agreements().forEach(this::consent);
    Consents.Restriction frozen = consents.restriction();
    if (frozen != null) {
      add(
          what("restriction", "since", frozen.at())
              .with("author", frozen.author())
              .with("reason", frozen.reason()));
    }
    if (!consents.grown()) {
      add(what("child", "until", consents.ofAge()));
    }
  }

  private void consent(Agreement agreement) {
    var said = agreement.said();
    add(
        what("consent", "since", said.at())
            .with("purpose", agreement.purpose())
            .with("channel", agreement.channel())
            .with("state", said.stance().wireName())
            .with("basis", said.stance().granted() ? said.basis() : "")
            .with("wording", said.wording())
            .with("proof", said.proof())
            .with("source", said.source()));
  }

  private void activity(Activity activity) {
    add(
        with(what("activity", "firstSeen", activity.firstSeen()), "lastSeen", activity.lastSeen())
            .with("lastContact", text(activity.lastContact()))
            .with("events", activity.events().total())
            .with("visits", activity.visits()));
    origin("firstOrigin", activity.first());
    origin("lastOrigin", activity.last());
  }

  private void origin(String what, @Nullable Origin origin) {
    if (origin != null) {
      add(touched(what(what, "at", origin.at()), origin.touch()));
    }
  }

  private void visit(Visit visit) {
    Fields said =
        what("visit", "started_at", visit.startedAt())
            .with("lastAt", visit.lastAt().toString())
            .with("pages", visit.pages())
            .with("events", visit.events())
            .with("channel", visit.channel())
            .with("store", visit.store())
            .with("device", text(visit.device()));
    add(touched(said, visit.touch()));
  }

  private static Fields touched(Fields said, Touch touch) {
    return said.with("source", touch.source())
        .with("medium", touch.medium())
        .with("campaign", text(touch.campaign()))
        .with("term", text(touch.term()))
        .with("content", text(touch.content()))
        .with("referrer", text(touch.referrer()))
        .with("landing", text(touch.landing()));
  }

  private void interest(String what, Interest interest) {
    add(
        what(what, "lastAt", interest.lastAt())
            .with("key", interest.key())
            .with("name", text(interest.name()))
            .with("views", interest.views())
            .with("adds", interest.adds())
            .with("purchases", interest.purchases()));
  }

  private void search(Search search) {
    add(what("search", "at", search.at()).with("query", search.words()));
  }

  private void tag(String name, Hand hand) {
    boolean ends = hand.until() != Look.NEVER;
    add(
        what("handTag", "at", Instant.ofEpochMilli(hand.at()))
            .with("name", name)
            .with("until", ends ? Instant.ofEpochMilli(hand.until()).toString() : "")
            .with("author", hand.by())
            .with("reason", hand.reason()));
  }

  private void cart(@Nullable Cart cart) {
    if (cart != null) {
      Value lines = new Value.Many(cart.lines().stream().map(Standing::line).toList());
      add(
          what("cart", "changedAt", cart.changedAt())
              .with("total", text(cart.value()))
              .with("channel", cart.channel())
              .with("store", cart.store())
              .with("products", lines));
    }
  }

  private static Value line(CartLine line) {
    Product product = line.product();
    Fields said =
        Fields.NONE
            .with("product_id", product.key())
            .with("name", text(product.name()))
            .with("category", text(product.category()))
            .with("quantity", Value.of(line.quantity()));
    return clean(line.unitPrice() == null ? said : said.with("price", Value.of(line.unitPrice())));
  }

  private void checkout(@Nullable Checkout checkout) {
    if (checkout != null) {
      add(
          what("checkout", "started_at", checkout.startedAt())
              .with("changedAt", checkout.changedAt().toString())
              .with("step", checkout.step())
              .with("total", text(checkout.value()))
              .with("payment", new Value.Flag(checkout.payment()))
              .with("channel", checkout.channel())
              .with("store", checkout.store()));
    }
  }

  private void add(Fields item) {
    items.add(clean(item));
  }

  /** Without what was not said. */
  private static Fields clean(Fields item) {
    Fields said = item;
    for (String name : item.values().keySet()) {
      boolean empty = item.values().get(name) instanceof Value.Text(String text) && text.isEmpty();
      said = empty ? said.without(name) : said;
    }
    return said;
  }

  private static Fields what(String what, String when, @Nullable Instant at) {
    return with(Fields.NONE.with("what", what), when, at);
  }

  private static Fields with(Fields said, String when, @Nullable Instant at) {
    return said.with(when, text(at));
  }

  private static String text(@Nullable Object said) {
    return said == null ? "" : said.toString();
  }
}
