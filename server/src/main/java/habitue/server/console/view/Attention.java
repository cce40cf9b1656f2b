package habitue.server.console.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs someone first.
 *
 * @param count how many of them, at least 1
 * @param subject the source's name, where the matter has one, or empty
 * @param since when it began, where that is known
 */
public record Attention(Matter matter, long count, String subject, @Nullable Instant since) {

  /** In the order in which they are shown. */
  public enum Matter {
    /** Customers whose inputs are parked. */
    HALTED("/data#health"),
    /** The disk is nearly full: count is what is left, in per cent. */
    DISK("/data#health"),
    /** Readers are behind the door: count is by how many events. */
    BEHIND("/data#health"),
    /** People being folded again. */
    REFOLDING("/data#health"),
    /** Events refused this week. */
    REFUSED("/data#refused"),
    /** A source that used to speak every day and is silent. */
    SILENT("/data#sources"),
    /** Events or properties that changed shape this week. */
    CHANGED("/data#events"),
    /** Orders whose currency has no rate, so that their amount does not count. */
    UNRATED("/data#health"),
    /** No source yet: nothing can come in. */
    NO_SOURCE("/data#sources");

    private final String link;

    Matter(String link) {
      this.link = link;
    }

    public String link() {
      return link;
    }
  }
}
