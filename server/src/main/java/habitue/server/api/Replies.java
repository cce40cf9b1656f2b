package habitue.server.api;

import habitue.server.security.Hashes;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last answers by idempotency key, so that a request repeated because its answer was lost is
 * answered and not done again. Kept in memory: after a restart the store itself says that two are
 * joined already, or no longer together.
 */
final class Replies {
  private static final int MOST = 10_000;
  private static final int LONGEST_KEY = 255;

  private final Map<String, Reply> byKey =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Reply> eldest) {
          return size() > MOST;
        }
      };

  private record Reply(String asked, Object answer) {}

  /** Answers what was answered under this key, or acts. A refusal is not kept. */
  synchronized <T> T once(@Nullable String key, String request, Class<T> type, Supplier<T> act) {
    if (key == null || key.isBlank()) {
      return act.get();
    }
    if (key.length() > LONGEST_KEY) {
      throw new RefusedRequest(Code.BAD_REQUEST, "an idempotency key has at most 255 characters");
    }
    String asked = Hashes.sha256(request);
    Reply before = byKey.get(key);
    if (before == null) {
      T answer = act.get();
      byKey.put(key, new Reply(asked, answer));
      return answer;
    }
    if (!before.asked.equals(asked)) {
      throw new RefusedRequest(Code.KEY_REUSED, "the key was used for another request");
    }
    return type.cast(before.answer);
  }
}
