package habitue.engine.attract;

import habitue.engine.Instants;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two parts of how a person comes, as one step makes them. */
public record Coming(Activity activity, Visits visits) {

  /** How two came who are one: the earlier and the later of instants, and counts added. */
  public Coming and(Coming other) {
    Activity one = activity;
    Activity two = other.activity;
    var kept = new ArrayList<>(visits.kept());
    kept.addAll(other.visits.kept());
    var open = new ArrayList<OpenVisit>();
    one.open().forEach(open::add);
    two.open().forEach(open::add);
    open.sort(Comparator.comparing(each -> each.visit().startedAt()));
    while (open.size() > Activity.OPEN) {
      kept.add(open.removeFirst().visit());
    }
    kept.sort(Comparator.comparing(Visit::startedAt));
    int over = Math.max(0, kept.size() - Visits.KEPT);
    var both =
        new Activity(
            Instants.earlier(one.firstSeen(), two.firstSeen()),
            Instants.later(one.lastSeen(), two.lastSeen()),
            Instants.later(one.lastContact(), two.lastContact()),
            one.events().plus(two.events()),
            List.copyOf(open),
            one.visits() + two.visits(),
            origin(one.first(), two.first(), true),
            origin(one.last(), two.last(), false));
    long dropped = visits.dropped() + other.visits.dropped() + over;
    return new Coming(both, new Visits(kept.subList(over, kept.size()), dropped));
  }

  private static @Nullable Origin origin(
      @Nullable Origin one, @Nullable Origin other, boolean earliest) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.at().isBefore(one.at()) == earliest ? other : one;
  }
}
