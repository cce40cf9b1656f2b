package habitue.engine.standing;

import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.Orders;
import habitue.engine.trust.Reach;
import habitue.engine.trust.Suppressed;
import habitue.insight.surprise.Usual;
import habitue.model.Money;
import habitue.model.Value;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Programme;
import habitue.playbook.rule.Field;
import habitue.playbook.rule.Fold;
import habitue.playbook.rule.Look;
import habitue.playbook.rule.Occurrences;
import habitue.playbook.rule.Scene;
import habitue.playbook.rule.Subject;
import habitue.playbook.trust.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One person as conditions ask about them. Whether an address is on the list of those that nothing
 * is sent to is not the engine's to know: whoever sends asks that list.
 */
final class Person implements Subject {
  private static final int UNKNOWN = -1;

  private final Context context;
  private final Memory memory;
  private final Draft draft;
  private final Outlook outlook;
  private final Look.Brand brand;
  private final Sold.@Nullable Told told;
  private @Nullable Loyal loyal;
  private long interval = UNKNOWN;

  Person(Context context, Memory memory, Draft draft) {
    this(context, memory, draft, null);
  }

  /**
   * @param told which of their orders count; null for all that were told
   */
  Person(Context context, Memory memory, Draft draft, Sold.@Nullable Told told) {
    this.told = told;
    this.context = context;
    this.memory = memory;
    this.draft = draft;
    this.outlook = new Outlook(context, memory.orders(), this::underContract);
    this.brand = new Look.Brand(context.zone(), Money.digits(context.currency()));
  }

  ZoneId zone() {
    return context.zone();
  }

  Plan plan() {
    return context.playbook().plan();
  }

  Memory memory() {
    return memory;
  }

  Draft draft() {
    return draft;
  }

  /** A look at them at the draft's instant. */
  Look look() {
    return Look.at(this, brand, draft.now());
  }

  /** A look at one event of theirs. */
  Look look(Scene scene) {
    return Look.at(this, scene, brand, draft.now());
  }

  @Override
  public boolean has(Field field) {
    Orders orders = memory.orders();
    return switch (field) {
      case ORDERS_COUNT, ORDERS_KEPT, VISITS_COUNT, KNOWN, CART_OPEN, CHECKOUT_OPEN, SCORE -> true;
      case ORDERS_NET, ORDERS_GROSS, ORDERS_REFUNDED, ORDERS_AVERAGE -> orders.count() > 0;
      case ORDERS_MEDIAN -> median().isPresent();
      case ORDERS_FIRST -> orders.first() != null;
      case ORDERS_LAST -> orders.last().isPresent();
      case ORDERS_INTERVAL -> interval() > 0;
      case VISITS_LAST -> memory.activity().last() != null;
      case FIRST_SEEN -> memory.activity().firstSeen() != null;
      case LAST_SEEN -> memory.activity().lastSeen() != null;
      case LAST_CONTACT -> memory.activity().lastContact() != null;
      case CART_CHANGED, CART_VALUE -> memory.basket().cart() != null;
      case CHECKOUT_CHANGED -> memory.basket().checkout() != null;
      case STAGE -> draft.stage() >= 0;
      case RFM_RECENCY, RFM_FREQUENCY, RFM_MONETARY, ALIVE, NEXT_ORDER, VALUE, SHOP_VISITS ->
          outlook.has(field, draft.now());
      case MEMBER,
          MEMBER_SINCE,
          POINTS_ACTIVE,
          POINTS_PENDING,
          POINTS_EXPIRE,
          POINTS_EXPIRING,
          POINTS_OWING,
          TIER,
          TIER_ENDS,
          PROJECTED_TIER,
          NEXT_TIER,
          NEXT_MISSING,
          REFERRALS ->
          loyal().has(field, draft.now());
    };
  }

  @Override
  public long whole(Field field, long now) {
    Orders orders = memory.orders();
    return switch (field) {
      case ORDERS_COUNT -> orders.count() - (told == null ? 0 : told.undone().size());
      case ORDERS_KEPT -> orders.count() - orders.undone().size();
      case ORDERS_NET -> orders.home().net().minor();
      case ORDERS_GROSS -> orders.home().gross().minor();
      case ORDERS_REFUNDED -> orders.home().refunded().minor();
      case ORDERS_AVERAGE -> orders.home().net().minor() / Math.max(1, orders.home().orders());
      case ORDERS_MEDIAN -> median().orElse(0L);
      case ORDERS_FIRST -> millis(orders.first());
      case ORDERS_LAST -> millis(orders.last().orElse(null));
      case ORDERS_INTERVAL -> interval();
      case VISITS_COUNT -> memory.activity().visits();
      case VISITS_LAST -> lastVisit();
      case FIRST_SEEN -> millis(memory.activity().firstSeen());
      case LAST_SEEN -> millis(memory.activity().lastSeen());
      case LAST_CONTACT -> millis(memory.activity().lastContact());
      case KNOWN -> memory.profile().knownSince() != null ? 1 : 0;
      case CART_OPEN -> memory.basket().cart() != null ? 1 : 0;
      case CART_CHANGED, CART_VALUE -> cart(field);
      case CHECKOUT_OPEN -> memory.basket().checkout() != null ? 1 : 0;
      case CHECKOUT_CHANGED -> checkoutChanged();
      case RFM_RECENCY, RFM_FREQUENCY, RFM_MONETARY, NEXT_ORDER, VALUE, SHOP_VISITS ->
          outlook.whole(field, now);
      case MEMBER,
          MEMBER_SINCE,
          POINTS_ACTIVE,
          POINTS_PENDING,
          POINTS_EXPIRE,
          POINTS_EXPIRING,
          POINTS_OWING,
          TIER_ENDS,
          NEXT_MISSING,
          REFERRALS ->
          loyal().whole(field, now);
      case SCORE, STAGE, ALIVE, TIER, PROJECTED_TIER, NEXT_TIER ->
          throw new IllegalArgumentException(field + " is no whole number");
    };
  }

  /**
   * What usually lies between their orders; 0 before two days with one. Several rules ask for it at
   * each look.
   */
  private long interval() {
    if (interval == UNKNOWN) {
      interval = memory.orders().rhythm().median().map(Duration::toMillis).orElse(0L);
    }
    return interval;
  }

  /** What is in another currency and never became an order is worth what its number says. */
  private long cart(Field field) {
    var cart = memory.basket().cart();
    if (cart == null) {
      return 0;
    }
    return field == Field.CART_CHANGED ? millis(cart.changedAt()) : cart.value().minor();
  }

  private long checkoutChanged() {
    var checkout = memory.basket().checkout();
    return checkout == null ? 0 : millis(checkout.changedAt());
  }

  private long lastVisit() {
    var last = memory.activity().last();
    return last == null ? 0 : millis(last.at());
  }

  /** Of orders of which something is left: one that came back says nothing of what is usual. */
  private Optional<Long> median() {
    long[] sums =
        memory
            .orders()
            .kept()
            .map(Order::home)
            .flatMap(home -> Optional.ofNullable(home).stream())
            .mapToLong(home -> home.net().minor())
            .filter(net -> net > 0)
            .sorted()
            .toArray();
    return sums.length == 0 ? Optional.empty() : Optional.of(sums[(sums.length - 1) / 2]);
  }

  private static long millis(@Nullable Instant instant) {
    return instant == null ? 0 : instant.toEpochMilli();
  }

  @Override
  public long until(Field field, long now) {
    return switch (field) {
      case RFM_RECENCY, RFM_FREQUENCY, RFM_MONETARY, NEXT_ORDER, VALUE, SHOP_VISITS, ALIVE ->
          outlook.until(field, now);
      case NEXT_MISSING -> loyal().until(now);
      default -> Look.NEVER;
    };
  }

  @Override
  public double real(Field field, long now) {
    return field == Field.SCORE
        ? draft.score().at(now, plan().score().halfLife())
        : outlook.alive(now);
  }

  @Override
  public long fallsTo(Field field, double mark) {
    return field == Field.SCORE ? draft.score().fallsTo(mark, plan().score().halfLife()) : -1;
  }

  @Override
  public @Nullable String text(Field field) {
    return switch (field) {
      case STAGE -> draft.stage() < 0 ? null : plan().stages().get(draft.stage()).named().name();
      case TIER -> loyal().tier();
      case PROJECTED_TIER -> loyal().projected();
      case NEXT_TIER -> loyal().next(draft.now());
      default -> null;
    };
  }

  private Loyal loyal() {
    if (loyal == null) {
      loyal = Loyal.of(plan(), memory, zone());
    }
    return loyal;
  }

  @Override
  public @Nullable Value trait(String name) {
    return memory.profile().trait(name).orElse(null);
  }

  @Override
  public Occurrences fold(int number) {
    Fold fold = plan().folds().get(number);
    return told == null || !fold.event().equals(Programme.ORDER)
        ? draft.fold(number)
        : draft.sold(number).told(fold, told);
  }

  @Override
  public double tag(String name, long now) {
    return points(name, now).at(now, plan().halfLife(name));
  }

  private Points points(String name, long now) {
    Plan.Tag tag = plan().byHand(name);
    if (tag == null) {
      return draft.tag(name);
    }
    Hand hand = draft.hand(name);
    return hand == null || now >= hand.until() || !mayRead(tag)
        ? Points.NONE
        : new Points(tag.points(), hand.at(), 1);
  }

  private boolean mayRead(Plan.Tag tag) {
    return StandingStep.mayRead(memory.consents(), tag.named().purposes());
  }

  private boolean underContract() {
    int place = plan().contract();
    return place >= 0 && flagged(place);
  }

  @Override
  public long tagFallsTo(String name, double mark) {
    return points(name, draft.now()).fallsTo(mark, plan().halfLife(name));
  }

  @Override
  public double surprise(int habit, String value) {
    Usual usual = usual(habit);
    return usual == null ? -1 : usual.surprise(value, draft.habit(habit).past(value));
  }

  private @Nullable Usual usual(int habit) {
    Fits.Fit fit = context.fits().at(draft.now());
    return fit == null ? null : fit.usual().get(plan().talk().habits().get(habit).key());
  }

  /** How unusual a value is for them; null where nobody can tell. */
  Asking.@Nullable Odds odds(int habit, String value) {
    Usual usual = usual(habit);
    Usual.Past past = draft.habit(habit).past(value);
    return usual == null
        ? null
        : new Asking.Odds(past.seen(), past.total(), usual.rates().getOrDefault(value, 0.0));
  }

  @Override
  public boolean won(String challenge) {
    return memory.book().members().values().stream().anyMatch(member -> member.won(challenge));
  }

  @Override
  public boolean benefit(String name) {
    return Loyal.benefit(plan(), memory.book(), name);
  }

  @Override
  public boolean in(int segment) {
    return draft.segment(segment).yes();
  }

  @Override
  public boolean flagged(int flag) {
    return Standing.up(plan().flags().get(flag), draft.flag(flag), draft.now());
  }

  @Override
  public boolean reachable(Channel channel, String purpose) {
    var who = new Reach.Who(memory.consents(), memory.profile(), memory.orders());
    return Reach.of(who, context.playbook().purposes(), Suppressed.NOTHING, channel, purpose)
        .reachable();
  }
}
