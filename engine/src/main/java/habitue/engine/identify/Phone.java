package habitue.engine.identify;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Phone numbers in the one form they are compared in: E.164 ({@code +33612345678}) where the
 * country is said, digits alone where it is not.
 *
 * <p>The rules are few and our own, so that a number is the same one in every version: who someone
 * is hangs on it.
 */
final class Phone {
  private static final int FEWEST = 6;
  private static final int FEWEST_WITH_COUNTRY = 8;

  /** ITU-T E.164. */
  private static final int MOST = 15;

  /** What stands behind a number's first digits and does not belong to it: an extension, a word. */
  private static final Pattern EXTENSION = Pattern.compile("(?<=\\d)[^\\d\\p{L}#;,*]*[\\p{L}#;,*]");

  private static final Pattern OPTIONAL_ZERO = Pattern.compile("\\(\\s*0\\s*\\)");

  /** Where numbers keep their first zero abroad: Italy, San Marino, Ivory Coast. */
  private static final Pattern KEEPS_ZERO = Pattern.compile("(39|378|225).*");

  /** Countries whose people dial a zero first among themselves, that nobody dials from abroad. */
  private static final Set<String> ZERO_AT_HOME =
      codes(
          "20 27 31 32 33 40 41 43 44 46 49 51 54 55 58 60 61 62 63 64 66 81 82 84 86 90 91 92 93 94"
              + " 95 98 212 213 233 234 249 251 254 255 256 260 261 262 263 264 353 355 358 359 373 374"
              + " 380 381 382 383 385 386 387 389 421 590 594 596 855 856 880 886 961 962 963 964 966"
              + " 967 970 971 972 977 994 995 996");

  private Phone() {}

  /** Empty for what is no number. */
  static String normal(String written) {
    String text = withoutExtension(written);
    boolean plus = plusFirst(text);
    String digits = digits(text);
    if (!plus && !digits.startsWith("00")) {
      return digits.length() < FEWEST || digits.length() > MOST ? "" : digits;
    }
    String abroad = withoutHome(text, digits);
    boolean fits = abroad.length() >= FEWEST_WITH_COUNTRY && abroad.length() <= MOST;
    return fits ? "+" + abroad : "";
  }

  /** As numbers were compared before they lost extensions and zeros: all digits there are. */
  static String former(String written) {
    String digits = digits(written);
    boolean plus = plusFirst(written);
    if (!plus && digits.startsWith("00")) {
      digits = digits.substring(2);
      plus = true;
    }
    return digits.length() < FEWEST ? "" : (plus ? "+" : "") + digits;
  }

  private static String withoutExtension(String written) {
    var matcher = EXTENSION.matcher(written);
    return matcher.find() ? written.substring(0, matcher.start()) : written;
  }

  /** Without the zero that is dialled at home only. */
  private static String withoutHome(String text, String digits) {
    String code = withoutZeros(digits);
    String abroad =
        KEEPS_ZERO.matcher(code).matches()
            ? code
            : withoutZeros(digits(OPTIONAL_ZERO.matcher(text).replaceAll("")));
    for (int length = 2; length <= 3 && length < abroad.length(); length++) {
      if (abroad.charAt(length) == '0' && ZERO_AT_HOME.contains(abroad.substring(0, length))) {
        return abroad.substring(0, length) + abroad.substring(length + 1);
      }
    }
    return abroad;
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static String digits(String text) {
    var digits = new StringBuilder();
    text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
    return digits.toString();
  }

  /** Whether a plus sign stands before any digit, in brackets or not. */
  private static boolean plusFirst(String text) {
    int plus = text.indexOf('+');
    return plus >= 0 && text.chars().limit(plus).noneMatch(c -> c >= '0' && c <= '9');
  }

  private static Set<String> codes(String codes) {
    return Stream.of(codes.split(" ", -1)).collect(Collectors.toUnmodifiableSet());
  }
}
