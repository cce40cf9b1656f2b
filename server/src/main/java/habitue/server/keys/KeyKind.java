package habitue.server.keys;

import habitue.model.Trust;
import habitue.server.limit.Limits;
import java.util.Arrays;
import java.util.Optional;

/** What a key is for. */
public enum KeyKind {
  /** Events of a shop's programs: secret, may say anything. */
  SERVER("server", Limits.Usual.SERVER_EVENTS),
  /** Events of pages: public. */
  BROWSER("browser", Limits.Usual.BROWSER_EVENTS),
  /** Machines that ask the API. */
  API("api", Limits.Usual.REQUESTS);

  private final String wireName;
  private final Limits.Usual usual;

  KeyKind(String wireName, Limits.Usual usual) {
    this.wireName = wireName;
    this.usual = usual;
  }

  public static Optional<KeyKind> named(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName.equals(wireName)).findFirst();
  }

  static KeyKind of(Trust trust) {
    return trust == Trust.BROWSER ? BROWSER : SERVER;
  }

  public String wireName() {
    return wireName;
  }

  Limits.Usual usual() {
    return usual;
  }
}
