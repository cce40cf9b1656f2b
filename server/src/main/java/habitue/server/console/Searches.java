package habitue.server.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session's last searches by number. A search names people, so it never stands in an address: the
 * address has its number, which means nothing to anyone else.
 */
final class Searches {
  private static final int KEPT = 50;
  private static final int LENGTH = 200;

  private final Map<String, String> texts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > KEPT;
        }
      };
  private int last;

  /** Keeps a search under the number it had, or a new one. */
  synchronized String keep(@Nullable String number, String text) {
    String kept = number != null && texts.containsKey(number) ? number : String.valueOf(++last);
    texts.put(kept, shortened(text.strip()));
    return kept;
  }

  synchronized String text(@Nullable String number) {
    return number == null ? "" : texts.getOrDefault(number, "");
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LENGTH));
  }
}
