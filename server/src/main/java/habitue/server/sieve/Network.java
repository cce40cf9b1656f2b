package habitue.server.sieve;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A range of addresses, IPv4 as part of IPv6, without ever asking a name server.
 *
 * @param high the first 64 bits of its first address
 * @param low the other 64
 * @param bits how many of all 128 are the same in it
 */
record Network(long high, long low, int bits) {
  private static final int FOUR = 96;

  /** Of {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address; null when it is none. */
  static @Nullable Network parse(String text) {
    int slash = text.indexOf('/');
    String address = (slash < 0 ? text : text.substring(0, slash)).strip();
    boolean four = address.indexOf(':') < 0;
    long[] parts = four ? four(address) : six(address.toLowerCase(Locale.ROOT));
    int all = four ? 32 : 128;
    String said = slash < 0 ? Integer.toString(all) : text.substring(slash + 1).strip();
    if (parts == null || !said.matches("[0-9]{1,3}") || Integer.parseInt(said) > all) {
      return null;
    }
    int bits = Integer.parseInt(said) + (four ? FOUR : 0);
    return new Network(parts[0], parts[1], bits).masked(bits);
  }

  /** Its first so many bits. */
  Network masked(int count) {
    long first = count >= 64 ? -1 : count == 0 ? 0 : -1L << (64 - count);
    long second = count <= 64 ? 0 : count == 128 ? -1 : -1L << (128 - count);
    return new Network(high & first, low & second, count);
  }

  private static long @Nullable [] four(String text) {
    String[] parts = text.split("\\.", -1);
    long value = 0;
    for (String part : parts) {
      if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
        return null;
      }
      value = value << 8 | Integer.parseInt(part);
    }
    return parts.length == 4 ? new long[] {0, 0xffff_0000_0000L | value} : null;
  }

  private static long @Nullable [] six(String text) {
    String bare = text.startsWith("::ffff:") && text.indexOf('.') > 0 ? "" : text;
    if (bare.isEmpty()) {
      return four(text.substring(7));
    }
    int gap = bare.indexOf("::");
    String[] front = words(gap < 0 ? bare : bare.substring(0, gap));
    String[] back = gap < 0 ? new String[0] : words(bare.substring(gap + 2));
    int missing = 8 - front.length - back.length;
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    var value = new long[2];
    for (int i = 0; i < 8; i++) {
      String word =
          i < front.length
              ? front[i]
              : i < front.length + missing ? "0" : back[i - front.length - missing];
      if (!word.matches("[0-9a-f]{1,4}")) {
        return null;
      }
      value[i / 4] = value[i / 4] << 16 | Long.parseLong(word, 16);
    }
    return value;
  }

  private static String[] words(String text) {
    return text.isEmpty() ? new String[0] : text.split(":", -1);
  }
}
