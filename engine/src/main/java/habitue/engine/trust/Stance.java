package habitue.engine.trust;

import java.util.Locale;

/** What someone last said to a question. Written by its place here, which is fixed for ever. */
public enum Stance {
  ASKED,
  GIVEN,
  /** Given, and confirmed from the address itself. */
  CONFIRMED,
  REFUSED,
  /** Refused after it had been given. */
  WITHDRAWN;

  public boolean granted() {
    return this == GIVEN || this == CONFIRMED;
  }

  public boolean denied() {
    return this == REFUSED || this == WITHDRAWN;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
