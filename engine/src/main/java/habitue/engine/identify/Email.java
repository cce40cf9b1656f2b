package habitue.engine.identify;

import java.util.Locale;
import java.util.regex.Pattern;

/** E-mail addresses in the one form they are compared in, and whether one can be written to. */
public final class Email {
  private static final int LONGEST = 254;

  /** One address and nothing beside it, at a domain of at least two parts. */
  private static final Pattern SYNTAX =
      Pattern.compile(
          "[^\\s\\p{C}@;,<>()\\[\\]\":\\\\]{1,64}"
              + "@(?:[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?\\.)+"
              + "[\\p{L}\\p{M}\\p{N}-]{2,}");

  private Email() {}

  /** Empty for what names nobody. */
  static String normal(String written) {
    return written.indexOf('@') > 0 ? written.toLowerCase(Locale.ROOT) : "";
  }

  /**
   * Whether a message could be sent there.
   *
   * @param normal in the form they are compared in
   */
  public static boolean writable(String normal) {
    return normal.length() <= LONGEST && SYNTAX.matcher(normal).matches();
  }
}
