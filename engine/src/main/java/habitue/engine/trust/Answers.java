package habitue.engine.trust;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said to a question with one {@link Firmness}: the refusals of exactly that weight, and
 * every yes they would yield to. Statements may come in any order.
 *
 * @param deniedAt the latest refusal; null before any
 * @param grantedFrom the earliest yes after the latest refusal; null while there is none
 * @param grantedLast the latest yes, to the day where it was only repeated
 */
record Answers(
    @Nullable Instant deniedAt, @Nullable Instant grantedFrom, @Nullable Instant grantedLast) {
  static final Answers NONE = new Answers(null, null, null);

  /** A banner repeats its answer with every event: a yes is noted once a day. */
  private static final Duration REPEATED = Duration.ofDays(1);

  boolean denies() {
    return deniedAt != null && grantedFrom == null;
  }

  Answers granted(Instant at) {
    if (deniedAt != null && !at.isAfter(deniedAt)) {
      return this;
    }
    if (grantedFrom == null || grantedLast == null) {
      return new Answers(deniedAt, at, at);
    }
    boolean repeated = !at.isBefore(grantedFrom) && at.isBefore(grantedLast.plus(REPEATED));
    return repeated
        ? this
        : new Answers(
            deniedAt,
            at.isBefore(grantedFrom) ? at : grantedFrom,
            at.isAfter(grantedLast) ? at : grantedLast);
  }

  Answers denied(Instant at) {
    if (deniedAt != null && !at.isAfter(deniedAt)) {
      return this;
    }
    if (grantedFrom == null || grantedLast == null || !grantedLast.isAfter(at)) {
      return new Answers(at, null, null);
    }
    return new Answers(at, grantedFrom.isAfter(at) ? grantedFrom : grantedLast, grantedLast);
  }

  /** What two said, where each statement is no longer known. */
  Answers and(Answers other) {
    Answers both = deniedAt == null ? this : other.denied(deniedAt);
    Answers rest = deniedAt == null ? other : this;
    both = rest.deniedAt == null ? both : both.denied(rest.deniedAt);
    both = rest.grantedFrom == null ? both : both.granted(rest.grantedFrom);
    return rest.grantedLast == null ? both : both.granted(rest.grantedLast);
  }
}
