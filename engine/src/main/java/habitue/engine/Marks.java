package habitue.engine;

import habitue.model.Event;
import habitue.model.Reality;
import habitue.model.Stamp;

/**
 * Whether a record speaks of a real customer, under the rules in force. What the door decided by
 * what it did not keep (a program, a network, a pace) stands; what it decided by the record itself
 * is decided anew.
 */
public final class Marks {
  private Marks() {}

  public static boolean real(Context context, Stamp stamp, Event event) {
    return of(context, stamp, event) == Reality.REAL;
  }

  /** What a record is, under the rules in force. */
  public static Reality of(Context context, Stamp stamp, Event event) {
    boolean byRules =
        stamp.reality() == Reality.REAL
            || event.context().text("marked").orElse("").equals("rules");
    if (!byRules) {
      return stamp.reality();
    }
    boolean trusted = stamp.source().trust().trusted();
    return context.playbook().traffic().of(event, trusted);
  }
}
