package habitue.engine.attract;

import java.time.Instant;

/**
 * A visit that has not ended.
 *
 * @param heardAt when its last event arrived; late events may still follow one another
 */
public record OpenVisit(Visit visit, Instant heardAt) {

  /** When it ends if nothing more comes: neither in the visit's own time nor in ours. */
  public Instant due() {
    Instant last = heardAt.isAfter(visit.lastAt()) ? heardAt : visit.lastAt();
    return last.plus(Visit.TIMEOUT);
  }
}
