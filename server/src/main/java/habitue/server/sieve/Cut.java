package habitue.server.sieve;

import java.util.Arrays;
import java.util.Optional;

/** What is counted at the door: values that were cut, and events that are no customer's. */
public enum Cut {
  EMAIL("email"),
  CARD("card"),
  TOKEN("token"),
  PARAMETER("parameter"),
  ADDRESS("address"),
  BOT("bot"),
  INTERNAL("internal"),
  TEST("test");

  private final String wireName;

  Cut(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  static Optional<Cut> named(String wireName) {
    return Arrays.stream(values()).filter(cut -> cut.wireName.equals(wireName)).findFirst();
  }
}
