package habitue.engine.attract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When and how the person comes. All instants are the events' own, so late ones count where they
 * belong.
 *
 * @param firstSeen the earliest event; null before the first
 * @param lastSeen the latest event of any kind
 * @param lastContact the latest act of the person: an order, click, sign-in, message, or a page
 *     they looked at themselves; never an opened e-mail, never what a machine said
 * @param open visits going on, at most {@link #OPEN}, by when they started; more than one only
 *     while a device delivers late
 * @param visits how many visits ever started
 * @param first what brought the earliest visit
 * @param last what brought the latest visit that something brought; a direct one if none was
 */
public record Activity(
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    @Nullable Instant lastContact,
    Tally events,
    List<OpenVisit> open,
    long visits,
    @Nullable Origin first,
    @Nullable Origin last) {
  /** The most visits open at once; the one due soonest ends when another starts. */
  public static final int OPEN = 4;

  public static final Activity EMPTY =
      new Activity(null, null, null, Tally.EMPTY, List.of(), 0, null, null);

  public Activity {
    open = List.copyOf(open);
  }

  /** When the next visit ends if nothing more comes. */
  public Optional<Instant> wakeAt() {
    int soonest = VisitFacts.soonest(open);
    return soonest < 0 ? Optional.empty() : Optional.of(open.get(soonest).due());
  }

  /** That the person was there, but nothing of how they came. */
  public Activity withoutVisits() {
    return new Activity(firstSeen, lastSeen, lastContact, events, List.of(), 0, null, null);
  }

  Activity withOpen(List<OpenVisit> fresh) {
    return new Activity(firstSeen, lastSeen, lastContact, events, fresh, visits, first, last);
  }
}
