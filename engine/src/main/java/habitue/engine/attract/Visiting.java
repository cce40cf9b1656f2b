package habitue.engine.attract;

import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.engine.Lists;
import habitue.engine.Texts;
import habitue.model.EventKind;
import habitue.model.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Where an event falls among the visits, by its own time:
 *
 *   1. into the visit that holds it or that it follows within the timeout, the latest begun first,
 *      those going on before those ended;
 *   2. else at the front of the visit that begins within the timeout after it;
 *   3. else it begins a visit.
 *
 * An event that follows a visit and names another campaign or site ends that visit and begins one.
 * A late event never merges visits and never ends one, and a visit that ended is lengthened without
 * being stated again. A visit ends by the clock once nothing came for the timeout, neither in its
 * own time nor in ours: so a phone that delivers an hour's screens in a burst makes one visit.
 */

/** Places one event among the visits. */
final class Visiting {
  private static final Comparator<Visit> BY_START = Comparator.comparing(Visit::startedAt);

  private final Coming coming;
  private final Happening happening;
  private final Findings findings;
  private final Instant at;
  private final boolean page;

  Visiting(Coming coming, Happening happening, Findings findings) {
    this.coming = coming;
    this.happening = happening;
    this.findings = findings;
    this.at = happening.at();
    EventKind kind = happening.event().kind();
    this.page = kind == EventKind.PAGE || kind == EventKind.SCREEN;
  }

  Coming place() {
    Arrival arrival = Arrival.of(happening.event());
    List<OpenVisit> open = coming.activity().open();
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).visit().covers(at)) {
        return atOpen(i, arrival);
      }
    }
    return amongEnded(arrival);
  }

  private Coming atOpen(int index, Arrival arrival) {
    OpenVisit open = coming.activity().open().get(index);
    boolean follows = !at.isBefore(open.visit().lastAt());
    if (follows && arrival.differsFrom(open.visit().touch())) {
      return begin(VisitFacts.turned(coming, index, happening, findings), arrival);
    }
    return lengthened(index);
  }

  private Coming lengthened(int index) {
    OpenVisit old = coming.activity().open().get(index);
    var fresh = new OpenVisit(old.visit().with(at, page), later(old.heardAt(), happening.now()));
    List<OpenVisit> open = Lists.replaced(coming.activity().open(), index, fresh);
    return new Coming(coming.activity().withOpen(open), coming.visits());
  }

  private Coming amongEnded(Arrival arrival) {
    List<Visit> kept = coming.visits().kept();
    for (int i = kept.size() - 1; i >= 0 && mayHold(kept.get(i)); i--) {
      Visit visit = kept.get(i);
      boolean follows = !at.isBefore(visit.lastAt());
      if (visit.covers(at) && !(follows && arrival.differsFrom(visit.touch()))) {
        return withKept(Lists.replaced(kept, i, visit.with(at, page)));
      }
    }
    return atFront(arrival);
  }

  /** Only a late event can belong to a visit that ended: nothing else looks at them all. */
  private boolean mayHold(Visit visit) {
    return at.isBefore(happening.now()) || visit.covers(at);
  }

  private Coming atFront(Arrival arrival) {
    List<OpenVisit> open = coming.activity().open();
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).visit().followsOn(at)) {
        return lengthened(i);
      }
    }
    List<Visit> kept = coming.visits().kept();
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).followsOn(at)) {
        return withKept(Lists.replaced(kept, i, kept.get(i).with(at, page)));
      }
    }
    return begin(coming, arrival);
  }

  private Coming withKept(List<Visit> kept) {
    return new Coming(coming.activity(), new Visits(kept, coming.visits().dropped()));
  }

  private Coming begin(Coming before, Arrival arrival) {
    Visit visit = newVisit(arrival.touch());
    VisitFacts.started(visit, happening, findings);
    Coming room = VisitFacts.room(before, happening, findings);
    Activity old = room.activity();
    var open = new ArrayList<>(old.open());
    open.add(new OpenVisit(visit, happening.now()));
    open.sort(Comparator.comparing(OpenVisit::visit, BY_START));
    var fresh =
        new Activity(
            old.firstSeen(),
            old.lastSeen(),
            old.lastContact(),
            old.events(),
            open,
            old.visits() + 1,
            first(old.first(), visit),
            last(old.last(), visit));
    return new Coming(fresh, room.visits());
  }

  private Visit newVisit(Touch touch) {
    Fields device = happening.event().context().fields("device");
    return new Visit(
        at,
        at,
        1,
        page ? 1 : 0,
        touch,
        happening.source().channel(),
        happening.source().store(),
        Texts.first(device, Texts.NAME, "family", "type", "model"));
  }

  private static Origin first(@Nullable Origin old, Visit visit) {
    boolean earlier = old == null || visit.startedAt().isBefore(old.at());
    return old == null || earlier ? origin(visit) : old;
  }

  private static Origin last(@Nullable Origin old, Visit visit) {
    if (old == null) {
      return origin(visit);
    }
    boolean brought = old.touch().direct() || !visit.touch().direct();
    boolean outranks = old.touch().direct() && !visit.touch().direct();
    boolean laterOne = brought && !visit.startedAt().isBefore(old.at());
    return outranks || laterOne ? origin(visit) : old;
  }

  private static Origin origin(Visit visit) {
    return new Origin(visit.startedAt(), visit.touch());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The visits due by an instant, ended in the order in which they were due. */
  static Coming ended(Coming coming, Instant now, Findings findings) {
    Coming current = coming;
    int index = VisitFacts.soonest(current.activity().open());
    while (index >= 0 && !current.activity().open().get(index).due().isAfter(now)) {
      current = VisitFacts.timedOut(current, index, findings);
      index = VisitFacts.soonest(current.activity().open());
    }
    return current;
  }

  /** Puts a visit among the ended ones; the oldest falls out when there is no room. */
  static Visits shelved(Visits visits, Visit visit) {
    var kept = new ArrayList<>(visits.kept());
    kept.add(visit);
    kept.sort(BY_START);
    int over = Math.max(0, kept.size() - Visits.KEPT);
    return new Visits(kept.subList(over, kept.size()), visits.dropped() + over);
  }
}
