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
   * @param place the line of the file or the index in the batch, from 1 and 0; null if neither
   * @param file whether the place is a line
   * @param redacted the message without personal data
   */
  public record Refusal(
      Instant at,
      String source,
      String code,
      String field,
      @Nullable Long place,
      boolean file,
      String redacted) {}
}
