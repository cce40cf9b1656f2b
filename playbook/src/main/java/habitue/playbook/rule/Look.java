package habitue.playbook.rule;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One look at a customer at an instant, or at one event of theirs. Nodes note in it until when what
 * they saw stays so, and that something was not there. For one thread; all times are milliseconds
 * since 1970.
 */
public final class Look {
  /** Later than anything. */
  public static final long NEVER = Long.MAX_VALUE;

  final Subject subject;
  final @Nullable Scene scene;
  final ZoneId zone;
  final int digits;
  long now;
  long until = NEVER;
  boolean absent;
  boolean approximate;
  long lapses = NEVER;
  private boolean explaining;

  private Look(Subject subject, @Nullable Scene scene, Brand brand, long now) {
    this.subject = subject;
    this.scene = scene;
    this.zone = brand.zone;
    this.digits = brand.digits;
    this.now = now;
  }

  /**
   * What conditions need of the brand.
   *
   * @param digits how many digits after the point the minor unit of its currency is
   */
  public record Brand(ZoneId zone, int digits) {}

  /** A text that is taken from one event. */
  public interface Taken {

    /** What an event says; null for nothing. */
    @Nullable String value(Look event);
  }

  /** At a customer, at an instant. */
  public static Look at(Subject subject, Brand brand, long now) {
    return new Look(subject, null, brand, now);
  }

  /** At one event of a customer as it came. */
  public static Look at(Subject subject, Scene scene, Brand brand, long now) {
    return new Look(subject, scene, brand, now);
  }

  /** What is seen may be another from an instant on. */
  void ends(long at) {
    if (at < until) {
      until = at;
    }
  }

  /** From here on it is noted when the next of what is gathered in a window no longer counts. */
  void explain() {
    explaining = true;
    lapses = NEVER;
  }

  /** The oldest of what is gathered counts until then. */
  void lapses(Occurrences all, long after, long window) {
    if (explaining) {
      long oldest = all.oldest(after);
      lapses = Math.min(lapses, oldest == NEVER ? NEVER : oldest + window);
    }
  }

  /** Takes down that something was not there, and whether it was. */
  boolean missed() {
    boolean missed = absent;
    absent = false;
    return missed;
  }

  Scene scene() {
    if (scene == null) {
      throw new IllegalStateException("a condition on an event was asked of none");
    }
    return scene;
  }
}
