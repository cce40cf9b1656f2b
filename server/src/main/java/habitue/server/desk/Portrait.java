package habitue.server.desk;

import habitue.engine.Context;
import habitue.engine.attract.OpenVisit;
import habitue.engine.attract.Touch;
import habitue.engine.customer.CustomerState;
import habitue.engine.engage.Interest;
import habitue.engine.engage.Interests;
import habitue.engine.sell.basket.Basket;
import habitue.engine.sell.basket.Cart;
import habitue.engine.sell.orders.Orders;
import habitue.engine.standing.Stands;
import habitue.model.Money;
import habitue.server.console.view.Customer;
import habitue.server.console.view.Customer.Condition;
import habitue.server.console.view.Customer.Totals;
import habitue.server.console.view.Customer.Visit;
import habitue.server.console.view.Identity;
import habitue.server.identify.asked.Asked;
import habitue.store.feed.Person;
import habitue.warehouse.report.OrderLines;
import habitue.warehouse.rows.Contact;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page of one person, from their state. */
final class Portrait {
  private static final int INTERESTS = 16;
  private static final int VISITS = 12;

  private final Belonging belonging;
  private final Documents documents;
  private final Alikes alikes;
  private final OrderLines lines;
  private final Reaching reaching;
  private final String currency;
  private final Supplier<Context> brand;

  Portrait(
      Belonging belonging,
      Documents documents,
      Alikes alikes,
      OrderLines lines,
      Reaching reaching,
      Supplier<Context> brand) {
    this.belonging = belonging;
    this.documents = documents;
    this.alikes = alikes;
    this.lines = lines;
    this.reaching = reaching;
    this.brand = brand;
    this.currency = brand.get().currency();
  }

  Customer of(Person person, Provenance provenance, Instant now) {
    CustomerState state = person.state();
    Condition condition = condition(person);
    Instant last = state.activity().lastSeen();
    Identity identity = belonging.of(state, provenance);
    Stands stands = state.stands(brand.get(), now);
    return new Customer(
        People.named(state),
        Texts.orEmpty(Contact.of(state.profile()).country()),
        state.activity().firstSeen(),
        last,
        state.activity().lastContact(),
        condition == Condition.WELL || last == null ? now : last,
        condition,
        totals(state),
        documents.of(person.id(), state.orders(), provenance),
        cart(state.basket()),
        interests(state.interests(), now),
        identity,
        reaching.of(state, identity.consents()),
        state.activity().visits(),
        visits(state),
        alikes.of(state),
        stands,
        held(state, stands, now),
        Asked.all(state, brand.get().playbook().plan().talk()));
  }

  private List<String> held(CustomerState state, Stands stands, Instant now) {
    Stands.Place stage = stands.stage();
    Context context = brand.get();
    return context.playbook().plan().stages().stream()
        .filter(each -> stage != null && each.named().name().equals(stage.name()))
        .flatMap(each -> Stream.ofNullable(each.when()))
        .flatMap(when -> state.explained(context, when, now).stream())
        .filter(part -> Boolean.TRUE.equals(part.holds()))
        .map(part -> part.said())
        .toList();
  }

  static Condition condition(Person person) {
    if (!person.halted().isEmpty()) {
      return Condition.HALTED;
    }
    return person.refolding() ? Condition.REFOLDING : Condition.WELL;
  }

  private @Nullable Totals totals(CustomerState state) {
    Orders orders = state.orders();
    Instant first = orders.first();
    Instant last = orders.last().orElse(null);
    if (first == null || last == null) {
      return null;
    }
    var home = orders.home();
    return new Totals(
        orders.count(),
        home.gross(),
        home.refunded().plus(home.cancelled()),
        home.net(),
        first,
        last,
        second(state),
        orders.rhythm().median().map(gap -> gap.toHours() / 24.0).orElse(null),
        orders.withoutRate(),
        List.copyOf(orders.unmatched().amounts().values()),
        orders.byCurrency().values().stream()
            .map(habitue.engine.sell.orders.Totals::gross)
            .filter(gross -> !gross.currency().equals(currency))
            .toList());
  }

  /** When the second order was placed; the tables know where the state no longer does. */
  private @Nullable Instant second(CustomerState state) {
    Orders orders = state.orders();
    if (orders.count() < 2) {
      return null;
    }
    return orders.dropped() > 0
        ? lines.placed(state.id(), 2).orElseGet(() -> orders.last().orElseThrow())
        : orders.kept().skip(1).findFirst().orElseThrow().placedAt();
  }

  private Customer.@Nullable Cart cart(Basket basket) {
    Cart cart = basket.cart();
    var checkout = basket.checkout();
    if (cart != null) {
      return new Customer.Cart(
          cart.changedAt(),
          checkout != null,
          cart.value(),
          cart.lines().stream()
              .map(line ->
                  line.product().name() == null ? line.product().key() : line.product().name())
              .toList());
    }
    Money value = checkout == null ? null : checkout.value();
    return checkout == null || value == null
        ? null
        : new Customer.Cart(checkout.changedAt(), true, value, List.of());
  }

  private static List<Customer.Interest> interests(Interests interests, Instant now) {
    return Stream.concat(
            interests.products().stream().map(each -> interest("product", each, now)),
            interests.categories().stream().map(each -> interest("category", each, now)))
        .sorted(Comparator.comparingDouble(Customer.Interest::strength).reversed())
        .limit(INTERESTS)
        .toList();
  }

  private static Customer.Interest interest(String kind, Interest interest, Instant now) {
    String name = interest.name();
    return new Customer.Interest(
        kind,
        name == null ? interest.key() : name,
        interest.scoreAt(now),
        interest.views(),
        interest.adds(),
        interest.purchases(),
        interest.lastAt());
  }

  private static List<Visit> visits(CustomerState state) {
    return Stream.concat(
            state.activity().open().stream().map(OpenVisit::visit), state.visits().kept().stream())
        .sorted(Comparator.comparing(habitue.engine.attract.Visit::startedAt).reversed())
        .limit(VISITS)
        .map(Portrait::visit)
        .toList();
  }

  private static Visit visit(habitue.engine.attract.Visit visit) {
    Touch touch = visit.touch();
    return new Visit(
        visit.startedAt(),
        visit.pages(),
        touch.direct() ? "" : touch.source(),
        touch.direct() ? "" : touch.medium(),
        Texts.orEmpty(touch.campaign()),
        Texts.orEmpty(touch.landing()),
        Texts.orEmpty(visit.device()));
  }
}
