package habitue.playbook.plan;

import habitue.playbook.plan.Programme.Budget;
import habitue.playbook.yaml.Entry;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the budgets of a programme, and what draws on them. */
final class BudgetsReader {
  private static final int MOST_POINTS = 1_000_000_000;
  private static final int MOST = 100;

  private final List<Budget> budgets = new ArrayList<>();

  /**
   * @param entry null where there are none
   */
  BudgetsReader(@Nullable Entry entry) {
    if (entry != null) {
      entry.map().forEach((name, each) -> budgets.add(budget(name, each)));
      if (budgets.size() > MOST) {
        entry.mistake("at most " + MOST + " budgets are taken");
      }
    }
  }

  List<Budget> all() {
    return budgets;
  }

  private static Budget budget(String name, Entry entry) {
    Pieces.named(name, entry);
    if (!entry.isMap()) {
      return new Budget(new Plan.Named(name, Map.of(), 0), entry.whole(0, MOST_POINTS), null);
    }
    Map<String, Entry> parts = entry.map(List.of("points", "per", "label"));
    Entry points = parts.get("points");
    Entry label = parts.get("label");
    Entry per = parts.get("per");
    if (points == null) {
      entry.mistake("points: how many there are is expected, such as points: 100000");
    }
    return new Budget(
        new Plan.Named(name, label == null ? Map.of() : label.words(), 0),
        points == null ? 0 : points.whole(0, MOST_POINTS),
        per == null ? null : length(per));
  }

  private static Period length(Entry entry) {
    Period period = entry.period();
    if (period.isZero()) {
      entry.mistake("a length of time of a day or more is expected, such as 1y");
      return Period.ofYears(1);
    }
    return period;
  }

  /** The budget that a rule draws on, by its name; empty for none. */
  String drawn(@Nullable Entry entry) {
    if (entry == null) {
      return "";
    }
    List<String> known = budgets.stream().map(each -> each.named().name()).toList();
    if (!known.contains(entry.text())) {
      entry.unknown(entry.text(), known);
    }
    return entry.text();
  }
}
