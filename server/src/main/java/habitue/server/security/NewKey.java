package habitue.server.security;

import java.security.SecureRandom;

/** Makes keys: a prefix people recognise, and 190 random bits. */
public final class NewKey {
  private static final String SIGNS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 32;
  private static final SecureRandom CHANCE = new SecureRandom();

  private NewKey() {}

  public static String of(String prefix) {
    var key = new StringBuilder(prefix).append('_');
    CHANCE.ints(LENGTH, 0, SIGNS.length()).forEach(sign -> key.append(SIGNS.charAt(sign)));
    return key.toString();
  }
}
