package habitue.model;

import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again: names of products and categories, currencies, sources. One copy
 * of each serves all states that hold it. A place holds the text that came last, so what is rare
 * costs nothing but its turn; two threads at once lose no more than a copy.
 */
public final class Common {
  private static final int LONGEST = 64;
  private static final int BITS = 14;
  private static final @Nullable String[] SEEN = new String[1 << BITS];

  private Common() {}

  /** The same text, and where it was met lately the same object. */
  public static String of(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    // Fibonacci hashing: the upper bits of the product are the best mixed.
    int place = (text.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - BITS);
    String seen = SEEN[place];
    if (seen != null && seen.equals(text)) {
      return seen;
    }
    SEEN[place] = text;
    return text;
  }
}
