package habitue.server.sieve;

import habitue.server.wire.Luhn;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts what looks personal or secret out of a text: e-mail addresses, numbers of payment cards,
 * tokens. Most texts have none of the signs these need and are looked at once, letter by letter.
 */
final class Personal {
  private static final int CARD_DIGITS = 13;
  private static final int MOST_CARD_DIGITS = 19;
  private static final int TOKEN = 12;

  private static final Pattern EMAIL =
      Pattern.compile(
          "[\\p{Alnum}._%+'-]{1,64}(?:@|%40)[\\p{Alnum}-]{1,63}(?:\\.[\\p{Alnum}-]{1,63}){1,8}");
  private static final Pattern CARD =
      Pattern.compile("(?<![0-9])[2-6](?:[ -]?[0-9]){12,18}(?![0-9])");
  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");
  private static final Pattern SECRET =
      Pattern.compile(
          "eyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)?"
              + "|(?i:bearer )[\\w.~+/-]{12,}=*"
              + "|(?:sk|pk|rk)_(?:live|test)_\\w{10,}"
              + "|gh[pousr]_\\w{20,}|xox[abprs]-[\\w-]{10,}|AKIA[0-9A-Z]{16}|shp(?:at|ss|ca)_\\w{20,}");

  /** Names whose whole value is a secret, whatever it looks like. */
  private static final Set<String> SECRETS =
      Set.of("token", "idtoken", "authorization", "pannumber", "ccno", "csc");

  /** How such names end: {@code user_password}, {@code paymentCardNumber}, {@code cardCvc}. */
  private static final List<String> ENDINGS =
      List.of(
          "password",
          "passwd",
          "secret",
          "accesstoken",
          "refreshtoken",
          "apikey",
          "cardnumber",
          "cardnum",
          "cardno",
          "cardpan",
          "ccnumber",
          "ccnum",
          "creditcard",
          "debitcard",
          "cvc",
          "cvc2",
          "cvv",
          "cvv2");

  /** Cards that pay for nothing by themselves: their numbers are names, not secrets. */
  private static final List<String> OTHER_CARDS = List.of("loyalty", "member", "club", "gift");

  private static final int LONGEST_NAME = 64;

  private Personal() {}

  static boolean secretName(String name) {
    if (name.length() > LONGEST_NAME || !endsLikeSecret(name)) {
      return false;
    }
    String plain = plain(name);
    return SECRETS.contains(plain)
        || ENDINGS.stream().anyMatch(plain::endsWith)
            && OTHER_CARDS.stream().noneMatch(plain::contains);
  }

  /** By its last letter alone, which rules out most names at once. */
  private static boolean endsLikeSecret(String name) {
    return !name.isEmpty() && "dtnyrmocv2DTNYRMOCV".indexOf(name.charAt(name.length() - 1)) >= 0;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /**
   * The text without what must not be kept; the very same when there is nothing.
   *
   * @param named whether e-mails are said here on purpose
   * @param number whether a card's number may stand here; ids look like them
   */
  static String cut(String text, boolean named, boolean number, Consumer<Cut> cut) {
    boolean at = false;
    int digits = 0;
    int dense = 0;
    int densest = 0;
    boolean sign = false;
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      sign |= isSign(before, each);
      before = each;
      at |= each == '@' || (each == '%' && text.startsWith("40", i + 1));
      digits += each >= '0' && each <= '9' ? 1 : 0;
      dense = each <= ' ' ? 0 : dense + 1;
      densest = Math.max(densest, dense);
    }
    String left = at && !named ? replaced(EMAIL, text, "[email]", Cut.EMAIL, cut) : text;
    left = sign && densest >= TOKEN ? replaced(SECRET, left, "[token]", Cut.TOKEN, cut) : left;
    return number && digits >= CARD_DIGITS ? cards(left, cut) : left;
  }

  /** Two letters that every secret has in it, one way or another: see the pattern. */
  private static boolean isSign(char before, char each) {
    return switch (each) {
      case '_' -> true;
      case 'J' -> before == 'y';
      case 'x' -> before == 'o';
      case 'K' -> before == 'A';
      case ' ' -> before == 'r' || before == 'R';
      default -> false;
    };
  }

  private static String replaced(
      Pattern pattern, String text, String by, Cut kind, Consumer<Cut> cut) {
    Matcher found = pattern.matcher(text);
    return found.replaceAll(_ -> {
      cut.accept(kind);
      return by;
    });
  }

  private static String cards(String text, Consumer<Cut> cut) {
    return CARD.matcher(text)
        .replaceAll(found -> {
          if (!isCard(found.group())) {
            return Matcher.quoteReplacement(found.group());
          }
          cut.accept(Cut.CARD);
          return "[card]";
        });
  }

  /** Whether digits, with spaces or hyphens between, pass Luhn's check. */
  static boolean isCard(String text) {
    String digits = NO_DIGIT.matcher(text).replaceAll("");
    return digits.length() >= CARD_DIGITS
        && digits.length() <= MOST_CARD_DIGITS
        && Luhn.passes(digits);
  }
}
