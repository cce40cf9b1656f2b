package habitue.engine.trust;

import java.time.Instant;

/**
 * One answer, with what proves it.
 *
 * @param statedAt when it could be known; later for a late event
 * @param source who passed it on
 * @param wording the version of the words they were asked with; empty when not said
 * @param proof where it can be looked up: a form's address, a call's number; empty when not said
 * @param position the record it came with
 */
public record Statement(
    Stance stance,
    Firmness firmness,
    String basis,
    Instant at,
    Instant statedAt,
    String source,
    String wording,
    String proof,
    long position) {

  /** Whether it is an objection, which no later yes of less weight lifts. */
  public boolean objects() {
    return stance.denied() && firmness == Firmness.SETTLED;
  }

  Statement as(Stance other) {
    return new Statement(other, firmness, basis, at, statedAt, source, wording, proof, position);
  }
}
