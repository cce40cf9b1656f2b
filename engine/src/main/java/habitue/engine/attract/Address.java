package habitue.engine.attract;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The few parts of a web address that matter here, read leniently: odd ones give no parts. */
final class Address {
  private Address() {}

  /** In small letters, without {@code www.}, user and port; null when there is none. */
  static @Nullable String host(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return null;
    }
    int start = scheme + 3;
    int end = firstOf(url, start, "/?#");
    int user = url.lastIndexOf('@', end - 1);
    int port = url.indexOf(':', Math.max(start, user + 1));
    int from = Math.max(start, user + 1);
    String host = url.substring(from, port < 0 || port > end ? end : port).toLowerCase(Locale.ROOT);
    String bare = host.startsWith("www.") ? host.substring(4) : host;
    return bare.isEmpty() || bare.length() > 253 ? null : bare;
  }

  /** From the first slash on, without query; null when there is none. */
  static @Nullable String path(String url) {
    int scheme = url.indexOf("://");
    int start = scheme < 0 ? 0 : firstOf(url, scheme + 3, "/?#");
    String path = url.substring(start, firstOf(url, start, "?#"));
    return path.startsWith("/") ? path : null;
  }

  /** What follows the question mark, or the whole when it begins so; empty when there is none. */
  static String query(String url) {
    int mark = url.indexOf('?');
    int hash = url.indexOf('#', Math.max(mark, 0));
    return mark < 0 ? "" : url.substring(mark + 1, hash < 0 ? url.length() : hash);
  }

  /** A parameter's value, decoded; null when absent or empty. */
  static @Nullable String parameter(String query, String name) {
    int start = 0;
    while (start < query.length()) {
      int end = query.indexOf('&', start);
      int stop = end < 0 ? query.length() : end;
      int equals = start + name.length();
      if (equals < stop && query.charAt(equals) == '=' && query.startsWith(name, start)) {
        String value = decoded(query.substring(equals + 1, stop));
        return value.isBlank() ? null : value;
      }
      start = stop + 1;
    }
    return null;
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text.replace('+', ' ');
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    var out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int code = in[i] == '%' && i + 2 < in.length ? hex(in[i + 1], in[i + 2]) : -1;
      out[length++] = code >= 0 ? (byte) code : in[i] == '+' ? (byte) ' ' : in[i];
      i += code >= 0 ? 2 : 0;
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static int hex(byte high, byte low) {
    int one = Character.digit(high, 16);
    int other = Character.digit(low, 16);
    return one < 0 || other < 0 ? -1 : one << 4 | other;
  }

  private static int firstOf(String text, int from, String marks) {
    for (int i = from; i < text.length(); i++) {
      if (marks.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
