package habitue.server.loyalty;

import habitue.model.CustomerId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An adjustment that somebody else is to allow. Nothing personal is kept here but whose it is: the
 * reason stands in their own record, and goes with it.
 *
 * @param customer whose record it is, by the id they had then
 * @param position of that record, among theirs
 * @param once by which the same request is known again
 * @param author who asked for it
 * @param by who decided; empty while nobody did
 */
public record Wish(
    CustomerId customer,
    long position,
    String programme,
    long points,
    String once,
    String author,
    Instant at,
    State state,
    String by,
    @Nullable Instant decidedAt) {

  /** What became of it. */
  public enum State {
    WAITING,
    /** Somebody allowed it, and it is being done. */
    ALLOWED,
    DONE,
    REFUSED,
    /** It was allowed, and could not be done: too few points by then, say. */
    FAILED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing becomes of it any more. */
    public boolean over() {
      return this == DONE || this == REFUSED || this == FAILED;
    }
  }

  public String id() {
    return customer + "." + position;
  }

  Wish with(State now, String who, Instant when) {
    return new Wish(customer, position, programme, points, once, author, at, now, who, when);
  }
}
