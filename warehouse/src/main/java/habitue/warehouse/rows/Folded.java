package habitue.warehouse.rows;

import java.text.Normalizer;
import java.util.Locale;

/** Text as people search it: without capitals, accents and doubled spaces. */
public final class Folded {
  private Folded() {}

  public static String of(String text) {
    return isFolded(text) ? text : spaced(isPlain(text) ? text : bare(text));
  }

  /** Most ids and addresses are: small letters, digits and signs. */
  private static boolean isFolded(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter <= ' ' || letter >= 0x7f || (letter >= 'A' && letter <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Letters without their marks, and those that have no such form spelt out. */
  private static String bare(String text) {
    String parted = Normalizer.normalize(text, Normalizer.Form.NFKD);
    var bare = new StringBuilder(parted.length());
    for (int i = 0; i < parted.length(); i++) {
      char letter = parted.charAt(i);
      if (letter < 0x80) {
        bare.append(letter);
      } else if (!isMark(letter)) {
        bare.append(spelt(letter));
      }
    }
    return bare.toString();
  }

  private static boolean isMark(char letter) {
    int type = Character.getType(letter);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static String spelt(char letter) {
    return switch (letter) {
      case 'ß', 'ẞ' -> "ss";
      case 'æ', 'Æ' -> "ae";
      case 'œ', 'Œ' -> "oe";
      case 'ø', 'Ø' -> "o";
      case 'ł', 'Ł' -> "l";
      case 'đ', 'Đ' -> "d";
      default -> String.valueOf(letter);
    };
  }

  /** In small letters, with one space for any run of spaces and signs nobody sees. */
  private static String spaced(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    var spaced = new StringBuilder(small.length());
    for (int i = 0; i < small.length(); i++) {
      char letter = small.charAt(i);
      if (!isBlank(letter)) {
        spaced.append(letter);
      } else if (!spaced.isEmpty() && spaced.charAt(spaced.length() - 1) != ' ') {
        spaced.append(' ');
      }
    }
    return spaced.toString().stripTrailing();
  }

  private static boolean isBlank(char letter) {
    return letter <= ' '
        || Character.isSpaceChar(letter)
        || Character.isISOControl(letter)
        || Character.getType(letter) == Character.FORMAT;
  }
}
