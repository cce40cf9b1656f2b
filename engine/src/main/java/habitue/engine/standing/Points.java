package habitue.engine.standing;

import habitue.playbook.plan.Plan;
import java.time.Instant;

/**
 * Points that fade: after each half-life without more, half of them are left. Kept as they were at
 * the latest sign, so that nothing needs updating as time passes.
 *
 * @param value the points at the latest sign
 * @param at when that was, in milliseconds since 1970
 * @param signs how many there ever were
 */
public record Points(double value, long at, long signs) {
  public static final Points NONE = new Points(0, 0, 0);

  /** With more, earned at an instant that may lie before the latest. */
  Points plus(double points, long when, long halfLife) {
    if (signs == 0) {
      return new Points(points, when, 1);
    }
    return when >= at
        ? new Points(faded(value, when - at, halfLife) + points, when, signs + 1)
        : new Points(value + faded(points, at - when, halfLife), at, signs + 1);
  }

  Points and(Points later, long halfLife) {
    if (signs == 0 || later.signs == 0) {
      return signs == 0 ? later : this;
    }
    Points sum = plus(later.value, later.at, halfLife);
    return new Points(sum.value, sum.at, signs + later.signs);
  }

  /** What is left of them at an instant after the latest sign. */
  public double at(long now, long halfLife) {
    return faded(value, Math.max(0, now - at), halfLife);
  }

  /** What is left at an instant of points that were earned at another. */
  public static double left(double points, long at, Instant now, long halfLife) {
    return faded(points, Math.max(0, now.toEpochMilli() - at), halfLife);
  }

  /** Near the instant at which no more than a mark is left; negative for never. */
  long fallsTo(double mark, long halfLife) {
    if (mark <= 0 || value <= 0 || halfLife == Plan.NEVER_FADES) {
      return -1;
    }
    double halvings = StrictMath.log(value / mark) / StrictMath.log(2);
    return halvings < 0 ? -1 : at + (long) StrictMath.ceil(halvings * halfLife);
  }

  private static double faded(double value, long after, long halfLife) {
    return halfLife == Plan.NEVER_FADES || after == 0
        ? value
        : value * StrictMath.pow(2, -((double) after / halfLife));
  }
}
