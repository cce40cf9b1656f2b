package habitue.engine.standing;

import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Shape;
import habitue.playbook.rule.Occurrences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/*
 * An opening is of records that are gone, so it cannot be folded anew when a playbook is published.
 * What it gathered is found by what gathered it: a fold that both playbooks have keeps what it
 * counted, one that only the new one has begins with the records that are kept. Tags go by their
 * names. What was concluded is due at the cut, where every rule is decided anew.
 */

/** Where someone stood under another playbook, by the places of the one in force. */
public final class Reshaped {
  private final Shape before;
  private final Shape now;

  private Reshaped(Shape before, Shape now) {
    this.before = before;
    this.now = now;
  }

  /**
   * @param cut when what was concluded has to be looked at again
   */
  public static Standing of(Standing standing, Shape before, Plan plan, Instant cut) {
    Shape now = Shape.of(plan);
    return before.equals(now)
        ? standing
        : new Reshaped(before, now).moved(standing, cut.toEpochMilli());
  }

  private Standing moved(Standing standing, long cut) {
    Standing.Gathered gathered = standing.gathered();
    Standing.Concluded concluded = standing.concluded();
    return new Standing(
        new Standing.Gathered(
            places(before.folds(), now.folds(), gathered.folds(), Occurrences.NONE),
            sold(gathered),
            gathered.tags(),
            before.score().equals(now.score()) ? gathered.score() : Points.NONE,
            places(before.habits(), now.habits(), gathered.habits(), Tally.NONE),
            gathered.hands()),
        new Standing.Concluded(
            stage(concluded.stage()),
            due(concluded.staged(), cut),
            due(places(before.flags(), now.flags(), concluded.flags(), Held.UNSEEN), cut),
            due(places(before.segments(), now.segments(), concluded.segments(), Held.UNSEEN), cut),
            concluded.lookedAt()),
        standing.asking().wanting(List.of()));
  }

  private static <T> List<T> places(List<String> before, List<String> now, List<T> all, T nothing) {
    var moved = new ArrayList<T>(now.size());
    for (String line : now) {
      int place = before.indexOf(line);
      moved.add(place < 0 || place >= all.size() ? nothing : all.get(place));
    }
    return moved;
  }

  private SortedMap<Integer, Sold> sold(Standing.Gathered gathered) {
    List<String> folds = before.folds();
    List<String> places = now.folds();
    var moved = new TreeMap<Integer, Sold>();
    gathered
        .sold()
        .forEach((place, sold) -> {
          int to = place < folds.size() ? places.indexOf(folds.get(place)) : -1;
          if (to >= 0) {
            moved.put(to, sold);
          }
        });
    return moved;
  }

  private int stage(int place) {
    List<String> stages = before.stages();
    return place < 0 || place >= stages.size() ? -1 : now.stages().indexOf(stages.get(place));
  }

  private static List<Held> due(List<Held> all, long cut) {
    return all.stream().map(held -> due(held, cut)).toList();
  }

  private static Held due(Held held, long cut) {
    return new Held(held.yes(), held.since(), cut, held.approximate());
  }
}
