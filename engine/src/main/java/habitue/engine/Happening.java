package habitue.engine;

import habitue.model.Event;
import habitue.model.Source;
import habitue.model.Stamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as the capabilities see it: what was said, what the door wrote on it, the brand's.
 *
 * @param readable the purposes it may be read for, as bits
 */
public record Happening(Context context, Stamp stamp, Event event, int readable) {

  public Happening readFor(int purposes) {
    return purposes == readable ? this : new Happening(context, stamp, event, purposes);
  }

  /** Whether it may be read for all of these purposes, as bits. */
  public boolean mayBeReadFor(int purposes) {
    return (readable & purposes) == purposes;
  }

  /** When it happened. */
  public Instant at() {
    return stamp.at();
  }

  /** When it could be known: the time it is folded at. */
  public Instant now() {
    return stamp.now();
  }

  public long position() {
    return stamp.position();
  }

  public Source source() {
    return stamp.source();
  }

  /** The shop it speaks for. */
  public String store() {
    return event.store(stamp.source());
  }

  /** The same, of another event in its place. */
  public Happening with(Event other) {
    return new Happening(context, stamp, other, readable);
  }

  /** Whether a text is not sensitive, or the record may be read for what is. */
  public boolean allows(@Nullable String text) {
    return text == null || context.playbook().sensitive().allows(text, readable);
  }

  /** Whether its source is believed on orders, addresses and grants. */
  public boolean trusted() {
    return stamp.source().trust().trusted();
  }
}
