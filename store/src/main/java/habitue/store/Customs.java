package habitue.store;

import habitue.engine.standing.Tally;
import habitue.insight.surprise.Usual;
import habitue.playbook.rule.Habit;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is usual among all: how often each value of a habit came, summed over everyone's own counts.
 * A value that few people share is left out, as it may say who they are.
 */
public final class Customs {
  /** The fewest people a value is told of. */
  public static final int FEWEST = 10;

  private static final int MOST_VALUES = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final List<Habit> habits;
  private final List<Sum> sums;

  private Customs(List<Habit> habits) {
    this.habits = habits;
    this.sums = habits.stream().map(_ -> new Sum()).toList();
  }

  /** By the key of each habit of the playbook in force. */
  public static Map<String, Usual> of(Store store) {
    List<Habit> habits = store.context().playbook().plan().talk().habits();
    if (habits.isEmpty()) {
      return Map.of();
    }
    var customs = new Customs(habits);
    Survey.of(
        store.reader(),
        PATIENCE,
        person -> customs.add(person.state().standing().gathered().habits()));
    return customs.usual();
  }

  private void add(List<Tally> tallies) {
    if (tallies.size() == sums.size()) {
      for (int i = 0; i < sums.size(); i++) {
        sums.get(i).add(tallies.get(i));
      }
    }
  }

  private Map<String, Usual> usual() {
    var usual = new HashMap<String, Usual>();
    for (int i = 0; i < habits.size(); i++) {
      usual.put(habits.get(i).key(), sums.get(i).usual());
    }
    return usual;
  }

  private static final class Sum {
    private final Map<String, Shared> values = new HashMap<>();
    private long total;
    private long fresh;

    private record Shared(String value, long acts, long people) {
      Shared plus(Shared other) {
        return new Shared(value, acts + other.acts, people + other.people);
      }
    }

    synchronized void add(Tally tally) {
      total += tally.total();
      fresh += tally.kinds();
      tally
          .counts()
          .forEach((value, acts) -> values.merge(value, new Shared(value, acts, 1), Shared::plus));
    }

    synchronized Usual usual() {
      var rates = new TreeMap<String, Double>();
      values.values().stream()
          .filter(each -> each.people >= FEWEST)
          .sorted(Comparator.comparingLong(Shared::acts).reversed().thenComparing(Shared::value))
          .limit(MOST_VALUES)
          .forEach(each -> rates.put(each.value, (double) each.acts / total));
      return new Usual(rates, total == 0 ? 0 : (double) fresh / total);
    }
  }
}
