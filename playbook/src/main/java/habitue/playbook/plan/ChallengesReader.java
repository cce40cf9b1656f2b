package habitue.playbook.plan;

import habitue.playbook.plan.Programme.Challenge;
import habitue.playbook.plan.Programme.Every;
import habitue.playbook.plan.Programme.Streak;
import habitue.playbook.rule.Condition;
import habitue.playbook.yaml.Entry;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what can be reached in a programme: goals and streaks. */
final class ChallengesReader {
  private static final int MOST = 100;
  private static final int MOST_POINTS = 1_000_000;
  private static final Pattern IN_A_ROW =
      Pattern.compile("(\\d{1,3}) (days|weeks|months|years) in a row");
  private static final int LEAST = 2;
  private static final int LONGEST = 60;
  private static final Map<String, Every> UNITS =
      Map.of("days", Every.DAY, "weeks", Every.WEEK, "months", Every.MONTH, "years", Every.YEAR);
  private static final Map<Every, Integer> DAYS =
      Map.of(Every.DAY, 1, Every.WEEK, 7, Every.MONTH, 31, Every.YEAR, 366);

  private final Pieces pieces;
  private final BudgetsReader budgets;

  ChallengesReader(Pieces pieces, BudgetsReader budgets) {
    this.pieces = pieces;
    this.budgets = budgets;
  }

  List<Challenge> read(@Nullable Entry entry) {
    var challenges = new ArrayList<Challenge>();
    if (entry != null) {
      entry.map().forEach((name, each) -> challenge(name, each).ifPresent(challenges::add));
      if (challenges.size() > MOST) {
        entry.mistake("at most " + MOST + " challenges are taken");
      }
    }
    return challenges;
  }

  private Optional<Challenge> challenge(String name, Entry entry) {
    Pieces.named(name, entry);
    Pieces.Said said =
        pieces.said(
            name,
            entry,
            "when",
            List.of(
                "when", "streak", "on", "where", "points", "again", "badge", "list", "budget",
                "label", "purpose"));
    Entry points = said.part("points");
    Entry again = said.part("again");
    Entry badge = said.part("badge");
    Entry list = said.part("list");
    boolean shown = badge != null && badge.flag();
    if (points == null && !shown) {
      entry.mistake("points: what it earns, or badge: true is expected");
    }
    if (list != null) {
      Pieces.named(list.text(), list);
    }
    Entry row = said.part("streak");
    Goal goal = row == null ? goal(said, entry) : streak(row, said, entry);
    return Optional.ofNullable(goal.when())
        .map(when ->
            new Challenge(
                Pieces.rule(name, said, when),
                row == null ? when.said() : written(row, said),
                when,
                goal.streak(),
                points == null ? 0 : points.whole(1, MOST_POINTS),
                again == null ? null : length(again),
                shown,
                list == null ? "" : list.text(),
                budgets.drawn(said.part("budget"))));
  }

  private static String written(Entry row, Pieces.Said said) {
    Entry on = said.part("on");
    Entry where = said.part("where");
    String what = on == null ? row.text() : row.text() + ": " + on.text();
    return where == null ? what : what + ", where " + where.text();
  }

  private record Goal(@Nullable Condition when, @Nullable Streak streak) {}

  private Goal goal(Pieces.Said said, Entry entry) {
    if (said.part("on") != null || said.part("where") != null) {
      entry.mistake("on: and where: belong to a streak");
    }
    return new Goal(pieces.required(said, entry).orElse(null), null);
  }

  /** Gathered by a fold, as a condition would: how often it happened in that time. */
  private Goal streak(Entry row, Pieces.Said said, Entry entry) {
    Entry on = said.part("on");
    if (said.condition().isPresent()) {
      entry.mistake("either when: or streak: is expected");
    }
    Matcher wanted = IN_A_ROW.matcher(row.text());
    if (on == null || !wanted.matches()) {
      row.mistake("streak: 3 months in a row, and on: the event that counts are expected");
      return new Goal(null, null);
    }
    int times = Integer.parseInt(wanted.group(1));
    if (times < LEAST || times > LONGEST) {
      row.mistake("from %d to %d in a row are expected".formatted(LEAST, LONGEST));
      return new Goal(null, null);
    }
    Every every = UNITS.getOrDefault(wanted.group(2), Every.MONTH);
    Entry where = said.part("where");
    String which = where == null ? "" : "(" + where.text() + "), ";
    int days = (times + 1) * DAYS.getOrDefault(every, 1);
    Entry counted =
        (where == null ? on : where)
            .saying("count(\"%s\", %sdays(%d)) > 0".formatted(on.text(), which, days));
    Condition when = pieces.condition(said.stating(counted)).orElse(null);
    if (when == null || when.reads().folds().size() != 1) {
      return new Goal(null, null);
    }
    int fold = when.reads().folds().iterator().next();
    return new Goal(when, new Streak(fold, every, times));
  }

  private static Period length(Entry entry) {
    Period period = entry.period();
    if (period.isZero()) {
      entry.mistake("a length of time of a day or more is expected, such as 30d");
      return Period.ofYears(1);
    }
    return period;
  }
}
