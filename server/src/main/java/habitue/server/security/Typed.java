package habitue.server.security;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * Numbers that people type, in the digits and letters of <a
 * href="https://www.crockford.com/base32.html">Crockford's base 32</a>: none that are mistaken for
 * each other.
 */
public final class Typed {
  private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BITS = 5;
  private static final int MOST = 12;

  private Typed() {}

  /** A number, filled up with zeros to so many signs. */
  public static String of(long number, int signs) {
    var text = new StringBuilder();
    long left = number;
    while (left != 0 || text.length() < signs) {
      text.append(SIGNS.charAt((int) (left & 31)));
      left >>>= BITS;
    }
    return text.reverse().toString();
  }

  /** As it was meant: small letters are capitals, O is 0, I and L are 1. */
  public static String meant(String typed) {
    return typed.toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1');
  }

  /** Empty for what is no such number. */
  public static OptionalLong number(String meant) {
    if (meant.isEmpty() || meant.length() > MOST) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = 0; i < meant.length(); i++) {
      int sign = SIGNS.indexOf(meant.charAt(i));
      if (sign < 0) {
        return OptionalLong.empty();
      }
      number = number << BITS | sign;
    }
    return OptionalLong.of(number);
  }
}
