package habitue.server.identify;

import habitue.engine.Context;
import habitue.engine.standing.Stands;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.playbook.Playbook;
import habitue.playbook.plan.Plan;
import habitue.store.Reader.Restated;
import habitue.store.Store;
import habitue.store.Survey;
import habitue.store.feed.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Plays a playbook over the past of people, changing nothing: who would be where now, and how many
 * would have been at the end of each month of the past year, beside the one in force.
 */
@Component
public final class Rehearsals {
  /** How long one may take before it says what it has seen so far. */
  public static final Duration LONGEST = Duration.ofSeconds(8);

  private static final int MONTHS = 12;
  private static final int EXAMPLES = 5;

  private final Store store;
  private final InstantSource clock;

  public Rehearsals(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What a rule is. */
  public enum Kind {
    STAGE,
    SEGMENT,
    FLAG
  }

  /**
   * What would become of one stage, segment or flag.
   *
   * @param before how many are in it by the playbook in force
   * @param after how many would be
   * @param entering some of those who would come in
   * @param leaving some of those who would go out
   * @param past by month, as of its end
   */
  public record Change(
      Kind kind,
      String name,
      long before,
      long after,
      long enter,
      long leave,
      List<CustomerId> entering,
      List<CustomerId> leaving,
      List<Month> past) {}

  public record Month(YearMonth month, long before, long after) {}

  /**
   * @param exact whether everyone's past was played; otherwise the counts are estimates
   * @param looked whose past was played
   */
  public record Rehearsal(List<Change> changes, boolean exact, long looked, double share) {}

  public Rehearsal rehearse(Playbook playbook, Duration atMost) {
    Context inForce = store.context();
    Context candidate = inForce.with(playbook);
    Instant now = clock.instant();
    var tally = new Tally(months(now, inForce.zone()));
    Survey.Seen seen =
        Survey.of(
            store.reader(),
            atMost,
            person -> {
              var before = Course.of(store.reader().under(inForce, person), inForce, now);
              var after = Course.of(store.reader().under(candidate, person), candidate, now);
              tally.add(person, before, after);
            });
    return new Rehearsal(
        tally.changes(inForce.playbook().plan(), playbook.plan(), seen),
        seen.all(),
        seen.people(),
        seen.share());
  }

  private static SortedMap<Instant, YearMonth> months(Instant now, ZoneId zone) {
    var ends = new TreeMap<Instant, YearMonth>();
    YearMonth current = YearMonth.from(now.atZone(zone));
    for (int back = MONTHS; back >= 1; back--) {
      YearMonth month = current.minusMonths(back);
      ends.put(month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant(), month);
    }
    return ends;
  }

  private record Rule(Kind kind, String name) {}

  /** Where someone is now, and the facts that say where they were. */
  private record Course(Set<Rule> now, List<Fact> facts) {
    static Course of(Restated restated, Context context, Instant at) {
      Stands stands = restated.state().stands(context, at);
      var rules = new HashSet<Rule>();
      Stands.Place stage = stands.stage();
      if (stage != null) {
        rules.add(new Rule(Kind.STAGE, stage.name()));
      }
      stands.segments().forEach(each -> rules.add(new Rule(Kind.SEGMENT, each.name())));
      stands.flags().forEach(each -> rules.add(new Rule(Kind.FLAG, each.name())));
      return new Course(rules, restated.facts());
    }

    /** Where they were at each instant, in order. */
    List<Set<Rule>> at(Iterable<Instant> instants) {
      var all = new ArrayList<Set<Rule>>();
      var current = new HashSet<Rule>();
      int next = 0;
      for (Instant instant : instants) {
        while (next < facts.size() && facts.get(next).at().isBefore(instant)) {
          apply(facts.get(next), current);
          next++;
        }
        all.add(Set.copyOf(current));
      }
      return all;
    }

    private static void apply(Fact fact, Set<Rule> rules) {
      switch (fact.name()) {
        case "Stage Changed" -> {
          rules.removeIf(rule -> rule.kind == Kind.STAGE);
          fact.details().text("stage").ifPresent(name -> rules.add(new Rule(Kind.STAGE, name)));
        }
        case "Segment Entered" -> rules.add(rule(Kind.SEGMENT, fact, "segment"));
        case "Segment Left" -> rules.remove(rule(Kind.SEGMENT, fact, "segment"));
        case "Flag Raised" -> rules.add(rule(Kind.FLAG, fact, "flag"));
        case "Flag Lowered" -> rules.remove(rule(Kind.FLAG, fact, "flag"));
        default -> {}
      }
    }

    private static Rule rule(Kind kind, Fact fact, String detail) {
      return new Rule(kind, fact.details().text(detail).orElse(""));
    }
  }

  /** Counts of one rule. */
  private static final class Row {
    private final long[] before;
    private final long[] after;
    private long nowBefore;
    private long nowAfter;
    private long enter;
    private long leave;
    private final List<CustomerId> entering = new ArrayList<>();
    private final List<CustomerId> leaving = new ArrayList<>();

    Row(int months) {
      this.before = new long[months];
      this.after = new long[months];
    }
  }

  private static final class Tally {
    private final SortedMap<Instant, YearMonth> months;
    private final Map<Rule, Row> rows = new HashMap<>();

    Tally(SortedMap<Instant, YearMonth> months) {
      this.months = months;
    }

    private Row row(Rule rule) {
      return rows.computeIfAbsent(rule, _ -> new Row(months.size()));
    }

    synchronized void add(Person person, Course before, Course after) {
      before.now.forEach(rule -> row(rule).nowBefore++);
      after.now.forEach(rule -> row(rule).nowAfter++);
      for (Rule rule : after.now) {
        if (!before.now.contains(rule)) {
          row(rule).enter++;
          example(row(rule).entering, person);
        }
      }
      for (Rule rule : before.now) {
        if (!after.now.contains(rule)) {
          row(rule).leave++;
          example(row(rule).leaving, person);
        }
      }
      List<Set<Rule>> were = before.at(months.keySet());
      List<Set<Rule>> wouldBe = after.at(months.keySet());
      for (int month = 0; month < months.size(); month++) {
        int place = month;
        were.get(month).forEach(rule -> row(rule).before[place]++);
        wouldBe.get(month).forEach(rule -> row(rule).after[place]++);
      }
    }

    private static void example(List<CustomerId> examples, Person person) {
      if (examples.size() < EXAMPLES) {
        examples.add(person.id());
      }
    }

    /** All stages, segments and flags of both, in the order of the newer. */
    synchronized List<Change> changes(Plan inForce, Plan candidate, Survey.Seen seen) {
      var rules = new ArrayList<>(rules(candidate));
      rules(inForce).stream().filter(rule -> !rules.contains(rule)).forEach(rules::add);
      return rules.stream()
          .map(rule -> change(rule, rows.get(rule), seen))
          .sorted(Comparator.comparing(Change::kind))
          .toList();
    }

    private static List<Rule> rules(Plan plan) {
      var rules = new ArrayList<Rule>();
      plan.stages().forEach(each -> rules.add(new Rule(Kind.STAGE, each.named().name())));
      plan.segments().forEach(each -> rules.add(new Rule(Kind.SEGMENT, each.named().name())));
      plan.flags().forEach(each -> rules.add(new Rule(Kind.FLAG, each.named().name())));
      return rules;
    }

    private Change change(Rule rule, @Nullable Row found, Survey.Seen seen) {
      Row row = found == null ? new Row(months.size()) : found;
      var past = new ArrayList<Month>();
      int place = 0;
      for (YearMonth month : months.values()) {
        past.add(new Month(month, seen.of(row.before[place]), seen.of(row.after[place])));
        place++;
      }
      return new Change(
          rule.kind,
          rule.name,
          seen.of(row.nowBefore),
          seen.of(row.nowAfter),
          seen.of(row.enter),
          seen.of(row.leave),
          List.copyOf(row.entering),
          List.copyOf(row.leaving),
          past);
    }
  }
}
