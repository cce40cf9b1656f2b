package habitue.server.console.view;

import habitue.model.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, or that was concluded, at an instant: a line of a timeline.
 *
 * @param name the machine name, such as {@code Order Completed}
 * @param statedAt when a fact could be known, where that is later than {@code at}
 * @param person whose line it is; null on that person's own page
 * @param subject what it is about as the client said it: an order number, a product, a page's
 *     title; or empty
 * @param lines how many lines the order or cart has; 0 where that says nothing
 * @param amount negative for what was given back
 * @param origin where it came from: source, store or channel; may be empty
 * @param details everything else said, as name and value
 * @param why for facts
 * @param separable the key of the identifier that undoing this join would separate, or null
 */
public record Moment(
    Kind kind,
    String name,
    Instant at,
    @Nullable Instant statedAt,
    @Nullable PersonRef person,
    String subject,
    long lines,
    @Nullable Money amount,
    String origin,
    List<Detail> details,
    @Nullable Why why,
    @Nullable String separable) {
  public Moment {
    details = List.copyOf(details);
  }

  public enum Kind {
    EVENT,
    FACT
  }

  public record Detail(String name, String value) {}

  /**
   * Why something was concluded.
   *
   * @param cause the machine name of the event or timer that caused it
   * @param words the glossary's key for a reason people can read, under {@code because.}; empty if
   *     none
   * @param values what the reason names, such as {@code order → 580753}
   */
  public record Why(
      String cause, String rule, int version, String words, Map<String, String> values) {
    public Why {
      values = Map.copyOf(values);
    }
  }
}
