package habitue.engine;

import habitue.model.Event;
import habitue.model.Source;
import habitue.model.Stamp;
import java.time.Instant;

/** One event as the capabilities see it: what was said, what the door wrote on it, the brand's. */
public record Happening(Context context, Stamp stamp, Event event) {

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

  /** Whether its source is believed on orders, addresses and grants. */
  public boolean trusted() {
    return stamp.source().trust().trusted();
  }
}
