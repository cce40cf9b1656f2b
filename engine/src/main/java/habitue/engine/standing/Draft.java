package habitue.engine.standing;

import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Occurrences;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a person stands while one input changes it. Lists are copied when first changed. */
final class Draft {
  private final Standing before;
  private List<Occurrences> folds;
  private SortedMap<Integer, Sold> sold;
  private SortedMap<String, Points> tags;
  private Points score;
  private SortedMap<String, Hand> hands;
  private int stage;
  private Held staged;
  private List<Held> flags;
  private List<Held> segments;
  private List<Tally> habits;
  private Asking asking;
  private boolean more;
  private boolean changed;
  private long lookedAt;
  private long now;

  Draft(Standing before, Plan plan, long now) {
    this.before = before;
    Standing.Gathered gathered = before.gathered();
    this.folds = filled(gathered.folds(), plan.folds().size(), Occurrences.NONE);
    this.sold = gathered.sold();
    this.tags = gathered.tags();
    this.score = gathered.score();
    this.habits = filled(gathered.habits(), plan.talk().habits().size(), Tally.NONE);
    this.asking = before.asking();
    this.hands = gathered.hands();
    Standing.Concluded concluded = before.concluded();
    this.stage = concluded.stage();
    this.staged = concluded.staged();
    this.flags = filled(concluded.flags(), plan.flags().size(), Held.UNSEEN);
    this.segments = filled(concluded.segments(), plan.segments().size(), Held.UNSEEN);
    this.lookedAt = concluded.lookedAt();
    this.now = now;
  }

  /** As many as the plan has: whoever was never looked at has none yet. */
  private static <T> List<T> filled(List<T> list, int size, T with) {
    return list.size() == size ? list : Collections.nCopies(size, with);
  }

  long now() {
    return now;
  }

  /** Rules were decided; noted only where a fit or an answer's end brought it about. */
  void looked(long at, boolean due) {
    changed |= due;
    lookedAt = at;
  }

  Occurrences fold(int place) {
    return folds.get(place);
  }

  void fold(int place, Occurrences fresh) {
    folds = with(folds, place, fresh);
    more = true;
  }

  /** What it gathered order by order; all as one where nothing is known by order. */
  Sold sold(int place) {
    Sold known = sold.get(place);
    return known == null ? new Sold(fold(place), List.of()) : known;
  }

  void sold(int place, Sold fresh) {
    var all = new TreeMap<>(sold);
    all.put(place, fresh);
    sold = all;
    more = true;
  }

  Points tag(String name) {
    return tags.getOrDefault(name, Points.NONE);
  }

  void tag(String name, Points fresh, Plan plan) {
    var all = new TreeMap<>(tags);
    all.put(name, fresh);
    if (all.size() > Standing.TAGS) {
      all.remove(weakest(all, name, plan));
    }
    tags = all;
    more = true;
  }

  private String weakest(SortedMap<String, Points> all, String fresh, Plan plan) {
    String weakest = all.firstKey();
    double least = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, Points> each : all.entrySet()) {
      double value = each.getValue().at(now, plan.halfLife(each.getKey()));
      if (value < least && !each.getKey().equals(fresh)) {
        least = value;
        weakest = each.getKey();
      }
    }
    return weakest;
  }

  @Nullable Hand hand(String name) {
    return hands.get(name);
  }

  /**
   * @param fresh null for a tag that is set no more
   */
  void hand(String name, @Nullable Hand fresh) {
    var all = new TreeMap<>(hands);
    if (fresh == null) {
      all.remove(name);
    } else {
      all.put(name, fresh);
    }
    hands = all;
    more = true;
  }

  Points score() {
    return score;
  }

  void score(Points fresh) {
    score = fresh;
    more = true;
  }

  Tally habit(int place) {
    return habits.get(place);
  }

  void habit(int place, Tally fresh) {
    habits = with(habits, place, fresh);
    more = true;
  }

  Asking asking() {
    return asking;
  }

  void asking(Asking fresh) {
    asking = fresh;
  }

  int stage() {
    return stage;
  }

  Held staged() {
    return staged;
  }

  void stage(int place, Held fresh) {
    changed |= place != stage || !fresh.equals(staged);
    stage = place;
    staged = fresh;
  }

  Held flag(int place) {
    return flags.get(place);
  }

  void flag(int place, Held fresh) {
    if (!flags.get(place).equals(fresh)) {
      flags = with(flags, place, fresh);
      changed = true;
    }
  }

  Held segment(int place) {
    return segments.get(place);
  }

  void segment(int place, Held fresh) {
    if (!segments.get(place).equals(fresh)) {
      segments = with(segments, place, fresh);
      changed = true;
    }
  }

  private static <T> List<T> with(List<T> list, int place, T fresh) {
    List<T> copy = list instanceof ArrayList<T> own ? own : new ArrayList<>(list);
    copy.set(place, fresh);
    return copy;
  }

  /** The same parts where nothing changed. */
  Standing done() {
    Standing asked = before.with(asking);
    if (!more && !changed) {
      return asked;
    }
    return new Standing(
        more ? new Standing.Gathered(folds, sold, tags, score, habits, hands) : before.gathered(),
        changed
            ? new Standing.Concluded(stage, staged, flags, segments, lookedAt)
            : before.concluded(),
        asked.asking());
  }
}
