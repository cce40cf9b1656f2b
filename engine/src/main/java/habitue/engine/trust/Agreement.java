package habitue.engine.trust;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What someone says to one question: a purpose, or marketing on a channel. Statements may come in
 * any order; the later by its own time holds, and of two at the same instant the refusal.
 *
 * @param channel empty for a purpose as such
 * @param said the statement that holds
 * @param deniedAt the latest refusal; null before any
 * @param grantedFrom the earliest yes after the latest refusal; null while there is none
 * @param grantedLast the latest yes, to the day where it was only repeated
 */
public record Agreement(
    String purpose,
    String channel,
    Statement said,
    @Nullable Instant deniedAt,
    @Nullable Instant grantedFrom,
    @Nullable Instant grantedLast) {
  /** A banner repeats its answer with every event: a yes is noted once a day. */
  private static final Duration REPEATED = Duration.ofDays(1);

  static Agreement first(String purpose, String channel, Statement said) {
    boolean granted = said.stance().granted();
    boolean denied = said.stance().denied();
    return new Agreement(
        purpose,
        channel,
        said,
        denied ? said.at() : null,
        granted ? said.at() : null,
        granted ? said.at() : null);
  }

  public Stance stance() {
    return said.stance();
  }

  boolean about(String otherPurpose, String otherChannel) {
    return purpose.equals(otherPurpose) && channel.equals(otherChannel);
  }

  /** The same where the statement changes nothing. */
  Agreement then(Statement next) {
    return switch (next.stance()) {
      case ASKED -> asked(next);
      case GIVEN, CONFIRMED -> granted(next);
      case REFUSED, WITHDRAWN -> denied(next);
    };
  }

  /** What two said to the same question, where each statement is no longer known. */
  Agreement and(Agreement other) {
    boolean mine = other.said.at().isBefore(said.at());
    Agreement last = mine ? this : other;
    Agreement first = mine ? other : this;
    Instant denied = first.deniedAt;
    if (denied == null || (last.deniedAt != null && !last.deniedAt.isBefore(denied))) {
      return last;
    }
    Instant from =
        last.grantedFrom != null && last.grantedFrom.isAfter(denied) ? last.grantedFrom : null;
    Instant granted =
        last.grantedLast != null && last.grantedLast.isAfter(denied) ? last.grantedLast : null;
    return last.with(last.said, denied, from == null ? granted : from, granted);
  }

  private Agreement asked(Statement next) {
    boolean later = stance() == Stance.ASKED && next.at().isAfter(said.at());
    return later ? with(next, deniedAt, grantedFrom, grantedLast) : this;
  }

  private Agreement granted(Statement next) {
    Instant at = next.at();
    if (deniedAt != null && !at.isAfter(deniedAt)) {
      return this;
    }
    Instant from = grantedFrom;
    Instant last = grantedLast;
    if (from == null || last == null) {
      return with(next, deniedAt, at, at);
    }
    boolean confirms = next.stance() == Stance.CONFIRMED && stance() == Stance.GIVEN;
    boolean repeated = !at.isBefore(from) && at.isBefore(last.plus(REPEATED));
    if (repeated && !confirms) {
      return this;
    }
    return with(
        confirms ? next : said,
        deniedAt,
        at.isBefore(from) ? at : from,
        at.isAfter(last) ? at : last);
  }

  private Agreement denied(Statement next) {
    Instant at = next.at();
    if (deniedAt != null && !at.isAfter(deniedAt)) {
      return this;
    }
    if (grantedFrom != null && grantedLast != null && grantedLast.isAfter(at)) {
      return with(said, at, grantedFrom.isAfter(at) ? grantedFrom : grantedLast, grantedLast);
    }
    if (stance().denied()) {
      return with(said, at, null, null);
    }
    return with(next.as(stance().granted() ? Stance.WITHDRAWN : Stance.REFUSED), at, null, null);
  }

  private Agreement with(
      Statement holds, @Nullable Instant denied, @Nullable Instant from, @Nullable Instant last) {
    return new Agreement(purpose, channel, holds, denied, from, last);
  }
}
