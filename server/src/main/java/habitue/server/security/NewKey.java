package habitue.server.security;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Makes keys: a prefix people recognise, and 190 random bits. */
public final class NewKey {
  private static final String SIGNS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 32;
  private static final Pattern MADE = Pattern.compile("hb[a-z]{1,4}_[0-9A-Za-z]{" + LENGTH + "}");
  private static final SecureRandom CHANCE = new SecureRandom();

  private NewKey() {}

  /** Whether a text has the form of the keys made here, which nobody can guess. */
  static boolean made(String text) {
    return MADE.matcher(text).matches();
  }

  public static String of(String prefix) {
    var key = new StringBuilder(prefix).append('_');
    CHANCE.ints(LENGTH, 0, SIGNS.length()).forEach(sign -> key.append(SIGNS.charAt(sign)));
    return key.toString();
  }
}
