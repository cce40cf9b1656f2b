package habitue.engine.reward.earn;

import habitue.engine.reward.Claim;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.playbook.plan.Programme.Limit;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/*
 * A limit holds for every length of time that something is in, not only for that which ends with it:
 * what is told late comes to the same as told in time, and what lies after it takes no room of a time
 * in which there was nothing.
 */

/** Whether a limit leaves room for one more. */
record Room(Limit limit, ZoneId zone) {

  /**
   * When a rule gave something, in no order. What was taken back as a whole takes no room, and an
   * order takes it once, however often it grew.
   */
  static Collection<Instant> taken(Dealing dealing, String rule) {
    Stream<Lot> waiting = dealing.claims().stream().map(Claim::granted);
    Map<String, Instant> taken = new HashMap<>();
    Stream.concat(dealing.ledger().lots().stream(), waiting)
        .filter(lot -> lot.terms().rule().equals(rule))
        .filter(lot -> lot.parts().stream().mapToLong(Part::left).sum() > 0)
        .forEach(lot -> {
          String about = lot.terms().about();
          taken.put(about.isEmpty() ? lot.id() : "/" + about, lot.terms().earnedAt());
        });
    return taken.values();
  }

  /**
   * @param taken when others were
   */
  boolean takes(Instant at, Collection<Instant> taken) {
    return Stream.concat(Stream.of(at), taken.stream().filter(each -> within(at, each)))
        .allMatch(end -> in(end, taken) < limit.times());
  }

  /** How many were in the length of time that ends with an instant. */
  private long in(Instant end, Collection<Instant> taken) {
    Instant from = before(end);
    return taken.stream().filter(each -> each.isAfter(from) && !each.isAfter(end)).count();
  }

  private boolean within(Instant one, Instant end) {
    return !one.isAfter(end) && one.isAfter(before(end));
  }

  private Instant before(Instant end) {
    return end.atZone(zone).minus(limit.within()).toInstant();
  }
}
