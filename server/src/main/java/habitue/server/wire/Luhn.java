package habitue.server.wire;

/** The check digit of card numbers (ISO/IEC 7812-1, annex B). */
public final class Luhn {
  private Luhn() {}

  /**
   * Whether a number ends with its check digit.
   *
   * @param digits 0 to 9 alone
   */
  public static boolean passes(String digits) {
    return sum(digits) % 10 == 0;
  }

  /** The check digit that belongs behind others. */
  public static char digit(String digits) {
    return (char) ('0' + (10 - sum(digits + '0') % 10) % 10);
  }

  private static int sum(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum;
  }
}
