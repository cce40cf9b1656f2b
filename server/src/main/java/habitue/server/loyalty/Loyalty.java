package habitue.server.loyalty;

import habitue.engine.reward.Book;
import habitue.engine.reward.Progress;
import habitue.engine.reward.RewardFacts;
import habitue.engine.reward.earn.RewardCommands;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.plan.Programme;
import habitue.playbook.yaml.Nearest;
import habitue.server.audit.Action;
import habitue.server.privacy.Consenting;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Receipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is asked of loyalty programmes: the one entrance, for the API and the console. */
@Component
public final class Loyalty {
  /** The most points given or taken by hand at once. */
  public static final long MOST_BY_HAND = 1_000_000;

  private static final int LONGEST = 200;

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
    Book book = store.reader().person(id).map(person -> person.state().book()).orElse(Book.EMPTY);
    var holdings = new ArrayList<Holding>();
    for (Programme programme : programmes()) {
      book.member(programme.name())
          .ifPresent(member -> {
            Progress next =
                Progress.of(programme, member, store.context().zone(), now()).orElse(null);
            holdings.add(new Holding(programme, member, next));
          });
    }
    return holdings;
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
    Fields details = of(programme).with("points", points).with("reason", reason.strip());
    return ask(id, RewardCommands.ADJUST, details, Action.ADJUSTMENT, once, author);
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

  private static Fields of(Programme programme) {
    return Fields.of("programme", Value.of(programme.name()));
  }

  private Receipt.Accepted ask(
      CustomerId id, String command, Fields details, Action action, String once, String author) {
    Receipt.Accepted done = commands.ask(id, command, once, details, action, author);
    String code = done.outcome().text("code").orElse("done");
    if (!code.equals("done")) {
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
      case "restricted" -> "their data is frozen at their request";
      default -> "nothing was done";
    };
  }
}
