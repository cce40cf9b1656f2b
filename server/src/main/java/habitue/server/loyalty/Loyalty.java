package habitue.server.loyalty;

import habitue.engine.reward.Member;
import habitue.engine.reward.Membership;
import habitue.engine.reward.Progress;
import habitue.engine.reward.RewardFacts;
import habitue.engine.reward.Tiers;
import habitue.engine.reward.earn.RewardCommands;
import habitue.engine.reward.share.BudgetBehaviour;
import habitue.engine.reward.share.Budgets;
import habitue.engine.reward.share.Sharing;
import habitue.engine.reward.share.Stock;
import habitue.engine.reward.share.StockBehaviour;
import habitue.engine.sell.orders.Orders;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.plan.Bygone;
import habitue.playbook.plan.Programme;
import habitue.playbook.yaml.Nearest;
import habitue.server.audit.Action;
import habitue.server.privacy.Consenting;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Receipt;
import habitue.store.feed.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is asked of loyalty programmes: the one entrance, for the API and the console. */
@Component
public final class Loyalty {
  /** The most points given or taken by hand at once. */
  public static final long MOST_BY_HAND = 1_000_000;

  /** How far back it is told what moved lately. */
  public static final Duration LATELY = Duration.ofDays(90);

  private static final int LONGEST = 200;
  private static final Set<String> DONE = Set.of("done", "asked");

  private final Store store;
  private final InstantSource clock;
  private final Consenting commands;

  public Loyalty(Store store, InstantSource clock, Consenting commands) {
    this.store = store;
    this.clock = clock;
    this.commands = commands;
  }

  public List<Programme> programmes() {
    return store.context().playbook().plan().programmes();
  }

  /** A programme by its name; without one the playbook's first. */
  public Programme programme(@Nullable String name) {
    List<Programme> all = programmes();
    if (all.isEmpty()) {
      throw new RefusedRequest(
          Code.UNKNOWN_PROGRAMME, "the playbook has no loyalty programme (loyalty.yaml)");
    }
    return name == null || name.isBlank() ? all.getFirst() : named(name, all);
  }

  /**
   * The same for who only reads: also one that the playbook has no more.
   *
   * @param had the programmes that somebody has, or had, a part in
   */
  public Programme programme(@Nullable String name, Supplier<? extends Collection<String>> had) {
    boolean first = name == null || name.isBlank();
    boolean offered = programmes().stream().anyMatch(each -> first || each.name().equals(name));
    String over =
        offered
            ? null
            : had.get().stream()
                .filter(each -> first || each.equals(name))
                .findFirst()
                .orElse(null);
    return over == null ? programme(name) : Bygone.named(over);
  }

  /** The playbook's, and after them those that are offered no more. */
  public List<Programme> with(Collection<String> had) {
    var all = new ArrayList<>(programmes());
    List<String> offered = all.stream().map(Programme::name).toList();
    had.stream().filter(each -> !offered.contains(each)).map(Bygone::named).forEach(all::add);
    return all;
  }

  private static Programme named(String name, List<Programme> all) {
    List<String> names = all.stream().map(Programme::name).toList();
    return all.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> {
          String near = Nearest.to(name, names).map(each -> ": " + each + "?").orElse("");
          return new RefusedRequest(
              Code.UNKNOWN_PROGRAMME, "the playbook has no programme of this name" + near);
        });
  }

  /** What someone has in each programme they take part in, or took. */
  public List<Holding> holdings(CustomerId id) {
    return store.reader().person(id).stream()
        .map(Person::state)
        .flatMap(state ->
            Membership.all(programmes(), state.book()).stream()
                .map(each -> holding(each.programme(), each.member(), state.orders())))
        .toList();
  }

  /** What someone has of programmes that are offered no more. */
  public List<Holding> bygone(CustomerId id) {
    List<String> offered = programmes().stream().map(Programme::name).toList();
    return store.reader().person(id).stream()
        .flatMap(person -> person.state().book().members().entrySet().stream())
        .filter(each -> !offered.contains(each.getKey()))
        .map(each ->
            new Holding(Bygone.named(each.getKey()), each.getValue(), null, null, currency()))
        .toList();
  }

  /** What someone who ordered this has in a programme. */
  public Holding holding(Programme programme, Member member, Orders orders) {
    Tiers tiers = Tiers.of(programme, store.context().zone(), orders).orElse(null);
    return tiers == null
        ? new Holding(programme, member, null, null, currency())
        : new Holding(
            programme,
            member,
            Progress.of(tiers, member, now()).orElse(null),
            tiers.projected(member),
            currency());
  }

  /** The rewards of a programme as someone finds them now. */
  public List<Offer> offers(CustomerId id, Programme programme) {
    return store
        .reader()
        .person(id)
        .map(person ->
            Offer.of(
                store.context(), programme, person.state(), now(), each -> left(programme, each)))
        .orElse(List.of());
  }

  /** Why someone takes no part in a programme; null where they do. */
  public @Nullable Absence absence(CustomerId id, Programme programme) {
    return store
        .reader()
        .person(id)
        .flatMap(person ->
            Optional.ofNullable(
                Absence.of(
                    store.context(),
                    programme,
                    person.state(),
                    now(),
                    to -> store.reader().past(id, to))))
        .orElse(null);
  }

  /** In which programmes someone takes no part, and why. */
  public List<Absence> absences(CustomerId id) {
    return programmes().stream()
        .flatMap(each -> Optional.ofNullable(absence(id, each)).stream())
        .toList();
  }

  /** The brand's. */
  public String currency() {
    return store.context().currency();
  }

  /** How far someone is with the challenges of a programme. */
  public List<Effort> efforts(CustomerId id, Programme programme) {
    return store
        .reader()
        .person(id)
        .map(person -> Effort.of(store, programme, person.state(), now()))
        .orElse(List.of());
  }

  /** How many of a reward are left; null where there are as many as are asked for. */
  public @Nullable Long left(Programme programme, Programme.Reward reward) {
    var id = Sharing.stock(programme.name(), reward.named().name());
    Stock stock = store.reader().shared(new StockBehaviour(), id);
    return StockBehaviour.left(store.context(), stock).orElse(null);
  }

  /** How the budgets of a programme stand. */
  public List<Purse> purses(Programme programme) {
    LocalDate today = LocalDate.ofInstant(now(), store.context().zone());
    return programme.budgets().stream().map(budget -> purse(programme, budget, today)).toList();
  }

  private Purse purse(Programme programme, Programme.Budget budget, LocalDate today) {
    var id = Budgets.id(programme.name(), programme.purse(budget, today));
    Budgets.Left left =
        Budgets.left(store.context(), store.reader().shared(new BudgetBehaviour(), id));
    LocalDate since = programme.begins(budget, today);
    return new Purse(budget, since, left.points(), left.out(), left.left());
  }

  /** What was decided of someone's points, the latest first. */
  public List<Fact> decided(CustomerId id) {
    var facts = new ArrayList<Fact>();
    store.reader().commitments(id).forEach(made -> facts.addAll(RewardFacts.of(made)));
    return facts.reversed();
  }

  public Instant now() {
    return clock.instant();
  }

  /**
   * Gives points, or takes them away.
   *
   * @param points below zero to take away
   * @param once asked again under it, nothing is done twice
   */
  public Receipt.Accepted adjust(
      CustomerId id, Programme programme, long points, String reason, String once, String author) {
    Fields details = wish(programme, points, reason);
    return ask(id, RewardCommands.ADJUST, details, Action.ADJUSTMENT, once, author);
  }

  /** What somebody else had asked for, on the word of who allowed it. */
  Receipt.Accepted allow(CustomerId id, Wish wish, String reason) {
    Programme programme = programme(wish.programme());
    Fields details = wish(programme, wish.points(), reason).with("asked_by", wish.author());
    String once = "adjustment:" + wish.id();
    return ask(id, RewardCommands.ADJUST, details, Action.ADJUSTMENT_ALLOWED, once, wish.by());
  }

  /** Puts on record that somebody else is to allow it; nothing is done. */
  Receipt.Accepted putOff(
      CustomerId id, Programme programme, long points, String reason, String once, String author) {
    Fields details = wish(programme, points, reason);
    return ask(id, RewardCommands.ASK, details, Action.ADJUSTMENT_ASKED, once, author);
  }

  private Fields wish(Programme programme, long points, String reason) {
    if (points == 0 || Math.abs(points) > MOST_BY_HAND) {
      throw new RefusedRequest(
          Code.BAD_POINTS, "points is a whole number, not 0, of at most a million", "points");
    }
    if (reason.isBlank()) {
      throw new RefusedRequest(Code.MISSING_FIELD, "a reason is needed", "reason");
    }
    if (reason.length() > LONGEST) {
      throw new RefusedRequest(Code.TEXT_TOO_LONG, "reason has at most 200 characters", "reason");
    }
    if (!store.context().playbook().sensitive().allows(reason, 0)) {
      throw new RefusedRequest(
          Code.SENSITIVE, "reason has a word that is not to be kept of people", "reason");
    }
    return of(programme).with("points", points).with("reason", reason.strip());
  }

  public Receipt.Accepted redeem(
      CustomerId id, Programme programme, String reward, String once, String author) {
    if (programme.reward(reward).isEmpty()) {
      List<String> names = programme.rewards().stream().map(each -> each.named().name()).toList();
      String near = Nearest.to(reward, names).map(each -> ": " + each + "?").orElse("");
      throw new RefusedRequest(
          Code.UNKNOWN_REWARD, "the programme has no reward of this name" + near, "reward");
    }
    Fields details = of(programme).with("reward", reward);
    return ask(id, RewardCommands.REDEEM, details, Action.REDEEMED, once, author);
  }

  public Receipt.Accepted undo(
      CustomerId id, Programme programme, String redemption, String once, String author) {
    Fields details = of(programme).with("redemption", redemption);
    return ask(id, RewardCommands.UNDO, details, Action.REDEMPTION_UNDONE, once, author);
  }

  /** That it was handed over. */
  public Receipt.Accepted fulfil(
      CustomerId id, Programme programme, String redemption, String once, String author) {
    Fields details = of(programme).with("redemption", redemption);
    return ask(id, RewardCommands.FULFIL, details, Action.FULFILLED, once, author);
  }

  private static Fields of(Programme programme) {
    return Fields.of("programme", Value.of(programme.name()));
  }

  private Receipt.Accepted ask(
      CustomerId id, String command, Fields details, Action action, String once, String author) {
    Receipt.Accepted done = commands.ask(id, command, once, details, action, author);
    String code = done.outcome().text("code").orElse("done");
    if (!DONE.contains(code)) {
      throw new RefusedRequest(Code.named(code).orElse(Code.REFUSED), detail(code));
    }
    return done;
  }

  private static String detail(String code) {
    return switch (code) {
      case "too_few_points" -> "fewer points are active than that";
      case "unknown_redemption" -> "the customer has no redemption of this id";
      case "already_reversed" -> "it was undone before";
      case "tier_too_low" -> "the reward is for a higher tier";
      case "not_for_them" -> "the reward's condition does not hold of them";
      case "limit_reached" -> "they had the reward as often as one person may";
      case "out_of_stock" -> "none of the reward is left";
      case "code_used" -> "an order used its code, so the points cannot come back";
      case "already_fulfilled" -> "it was handed over before";
      case "restricted" -> "their data is frozen at their request";
      default -> "nothing was done";
    };
  }
}
