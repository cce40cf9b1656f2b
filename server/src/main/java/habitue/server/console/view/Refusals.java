package habitue.server.console.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that were refused, newest first.
 *
 * @param count all that are kept
 * @param older the cursor of the page before in time, or null
 */
public record Refusals(long count, List<Refusal> refusals, @Nullable String older) {
  public Refusals {
    refusals = List.copyOf(refusals);
  }

  /**
   * @param code the door's code, such as {@code no_identifier}
   * @param field the field at fault, or empty
   * @param place the call and the index in its batch, or the file and its line; or empty
   * @param redacted the message without personal data
   */
  public record Refusal(
      Instant at, String source, String code, String field, String place, String redacted) {}
}
