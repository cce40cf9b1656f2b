package habitue.store.products;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps one of each text that many products share. */
final class Words {
  private final Map<String, String> known = new HashMap<>();

  @Nullable String one(@Nullable String text) {
    return text == null ? null : known.computeIfAbsent(text, same -> same);
  }
}
