package habitue.engine.trial;

import habitue.engine.Binding;
import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Membership;
import habitue.engine.reward.TierHeld;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.share.Budgets;
import habitue.engine.standing.Asking;
import habitue.engine.standing.Stands;
import habitue.engine.standing.TagCommands;
import habitue.model.Body;
import habitue.model.Consent;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Mode;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Talk;
import habitue.playbook.rule.Condition;
import habitue.playbook.scenario.Scenario;
import habitue.playbook.scenario.Scenario.Expected;
import habitue.playbook.scenario.ScenarioReader;
import habitue.playbook.yaml.Mistake;
import habitue.playbook.yaml.Mistakes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One scenario, lived through by one person who agreed to everything. What is not as expected is
 * noted where it is written.
 */
public final class Trial {
  /** A trusted source whose visitors have agreed. */
  private static final Source SOURCE =
      new Source(1, "scenario", Trust.SERVER, "scenario", "web", true);

  private static final int DIGITS = 3;
  private static final CustomerId SOMEONE = new CustomerId(1);
  private static final Strand ONLY = new Strand(1);

  private final CustomerBehaviour behaviour = new CustomerBehaviour();
  private final Context context;
  private CustomerState state = CustomerState.empty(SOMEONE);
  private @Nullable Instant wake;
  private long position = 1;

  private Trial(Context context) {
    this.context = context;
  }

  /** Plays all scenarios of a playbook; everything that is not as expected. */
  public static List<Mistake> all(Playbook playbook) {
    var mistakes = new Mistakes();
    playbook
        .files()
        .texts()
        .forEach((file, text) -> {
          if (ScenarioReader.named(file)) {
            ScenarioReader.read(file, text, mistakes)
                .ifPresent(scenario -> play(scenario, playbook));
          }
        });
    return mistakes.all();
  }

  /** How many scenarios a playbook has. */
  public static long count(Playbook playbook) {
    return playbook.files().texts().keySet().stream().filter(ScenarioReader::named).count();
  }

  private static void play(Scenario scenario, Playbook playbook) {
    var trial =
        new Trial(
            new Context(
                "scenario", scenario.currency(), scenario.zone(), playbook.rates(), playbook));
    int next = 0;
    List<Scenario.Given> given = scenario.given();
    for (Scenario.Then then : scenario.then()) {
      while (next < given.size() && !given.get(next).at().isAfter(then.at())) {
        trial.happen(given.get(next));
        next++;
      }
      trial.wakeUntil(then.at());
      then.expected().forEach(expected -> trial.compare(expected, then));
    }
  }

  private void happen(Scenario.Given given) {
    wakeUntil(given.at());
    record(given.at(), body(given));
  }

  private void record(Instant at, Body body) {
    position++;
    var stamp =
        new Stamp(
            position, at, at, at, Mode.LIVE, ONLY, SOMEONE, SOURCE, Consent.UNSAID, Reality.REAL);
    step(new Input.Recorded(new JournalRecord(stamp, body)));
  }

  private static Body body(Scenario.Given given) {
    return switch (given) {
      case Scenario.Given.Told(var _, Fields message) -> new Body.Happened(Event.of(message));
      case Scenario.Given.Tagged(var _, String tag, var until, var _) -> {
        Fields details = Fields.of("tag", Value.of(tag));
        yield asked(
            TagCommands.TAG, until == null ? details : details.with("until", until.toEpochMilli()));
      }
      case Scenario.Given.Untagged(var _, String tag, var _) ->
          asked(TagCommands.UNTAG, Fields.of("tag", Value.of(tag)));
    };
  }

  private static Body asked(String command, Fields details) {
    return new Body.Asked(command, "", "scenario", details);
  }

  private void wakeUntil(Instant until) {
    while (wake != null && !wake.isAfter(until)) {
      step(new Input.Woke(wake));
    }
  }

  private void step(Input input) {
    var place = new Binding.Place(SOMEONE, List.of(ONLY), input, input.now(), position);
    Binding<CustomerState> bound = Binding.of(behaviour, context, state, place);
    state = bound.state();
    wake = bound.wakeAt(context, input.now());
    bound.sends().forEach(send -> Budgets.granted(send).ifPresent(yes -> record(input.now(), yes)));
  }

  private void compare(Expected expected, Scenario.Then then) {
    Stands stands = state.stands(context, then.at());
    switch (expected.about()) {
      case SEGMENT -> holds(expected, then, names(stands.segments()), segment(expected.name()));
      case FLAG -> holds(expected, then, names(stands.flags()), flag(expected.name()));
      case QUESTION -> holds(expected, then, questions(), question(expected.name()));
      case STAGE -> stage(expected, then, stands.stage());
      case TAG -> least(expected, then, stands.tags().getOrDefault(expected.name(), 0.0));
      case SCORE -> least(expected, then, stands.score());
      case POINTS -> exactly(expected, then, balance(Account.ACTIVE));
      case PENDING -> exactly(expected, then, balance(Account.PENDING));
      case TIER -> tier(expected, then);
    }
  }

  private static List<String> names(List<Stands.Place> places) {
    return places.stream().map(Stands.Place::name).toList();
  }

  private Condition segment(String name) {
    return context.playbook().plan().segments().stream()
        .filter(each -> each.named().name().equals(name))
        .map(Plan.Segment::when)
        .findFirst()
        .orElseThrow();
  }

  private Condition flag(String name) {
    return context.playbook().plan().flags().stream()
        .filter(each -> each.named().name().equals(name))
        .map(Plan.Flag::when)
        .findFirst()
        .orElseThrow();
  }

  private void holds(Expected expected, Scenario.Then then, List<String> held, Condition when) {
    boolean in = held.contains(expected.name());
    if (in != expected.holds()) {
      String asked =
          state.explained(context, when, then.at()).stream()
              .map(Trial::told)
              .collect(Collectors.joining("\n    "));
      differs(
          expected, then, said(expected, expected.holds()), said(expected, in) + "\n    " + asked);
    }
  }

  private static String said(Expected expected, boolean holds) {
    String is =
        switch (expected.about()) {
          case QUESTION -> "asked ";
          case FLAG -> "flag ";
          case SEGMENT, STAGE, TAG, SCORE, POINTS, PENDING, TIER -> "in ";
        };
    return (holds ? is : "not " + is) + expected.name();
  }

  private static String told(Condition.Part part) {
    String answer = part.holds() == null ? "nothing known" : part.holds() ? "yes" : "no";
    Condition.Numbers numbers = part.numbers();
    return part.said()
        + ": "
        + (numbers == null || numbers.unit() != Condition.Unit.NUMBER
            ? answer
            : answer + ", " + rounded(numbers.one()) + " against " + rounded(numbers.other()));
  }

  private static String rounded(double number) {
    return BigDecimal.valueOf(number)
        .setScale(DIGITS, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private List<String> questions() {
    return state.standing().asking().open().stream().map(Asking.Open::question).toList();
  }

  private Condition question(String name) {
    return context.playbook().plan().talk().question(name).map(Talk.Question::when).orElseThrow();
  }

  private static void stage(Expected expected, Scenario.Then then, Stands.@Nullable Place found) {
    String stage = found == null ? "none" : found.name();
    if (!stage.equals(expected.name())) {
      differs(expected, then, "stage " + expected.name(), "stage " + stage);
    }
  }

  private static void least(Expected expected, Scenario.Then then, double found) {
    Double least = expected.least();
    if (least != null && found < least) {
      String what =
          Stream.of(expected.about().name().toLowerCase(Locale.ROOT), expected.name())
              .filter(each -> !each.isEmpty())
              .collect(Collectors.joining(" "));
      differs(
          expected,
          then,
          "%s at least %s".formatted(what, least),
          "%s %.3f".formatted(what, found));
    }
  }

  private Optional<Membership> membership() {
    return Membership.of(context.playbook().plan().programmes(), state.book());
  }

  private long balance(Account account) {
    return membership().map(it -> it.member().ledger().balances().of(account)).orElse(0L);
  }

  private static void exactly(Expected expected, Scenario.Then then, long found) {
    String what = expected.about().name().toLowerCase(Locale.ROOT);
    Double wanted = expected.least();
    if (wanted != null && wanted.longValue() != found) {
      differs(
          expected,
          then,
          "%s %d".formatted(what, wanted.longValue()),
          "%s %d".formatted(what, found));
    }
  }

  private void tier(Expected expected, Scenario.Then then) {
    String found = membership().map(it -> it.member().tier()).map(TierHeld::name).orElse("none");
    if (!found.equals(expected.name())) {
      differs(expected, then, "tier " + expected.name(), "tier " + found);
    }
  }

  private static void differs(Expected expected, Scenario.Then then, String wanted, String found) {
    expected
        .place()
        .mistake("at %s it is not so\n  - %s\n  + %s".formatted(then.when(), wanted, found));
  }
}
