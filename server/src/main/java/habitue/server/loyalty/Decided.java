package habitue.server.loyalty;

import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One thing that became of someone's points, with its why.
 *
 * @param points 0 for what is not about points
 * @param programme its name
 * @param subject the order, tier, reward or challenge it is about; empty for none
 * @param words the reason's key
 */
public record Decided(
    String name,
    Instant at,
    long points,
    String programme,
    String subject,
    String words,
    Map<String, String> values) {
  public Decided {
    values = Map.copyOf(values);
  }

  /**
   * @param whole whether a colleague's words on someone are shown
   */
  public static Decided of(Fact fact, boolean whole) {
    Fields details = fact.details();
    var values = new HashMap<String, String>();
    fact.because()
        .words()
        .values()
        .forEach((name, value) -> {
          if (value instanceof Value.Text(String text)) {
            values.put(name, text);
          }
        });
    if (!whole) {
      values.replace("reason", "…");
    }
    boolean posted = fact.name().startsWith("Points");
    return new Decided(
        fact.name(),
        fact.at(),
        posted ? details.number("points").map(BigDecimal::longValue).orElse(0L) : 0,
        details.text("programme").orElse(""),
        subject(details),
        values.getOrDefault("key", ""),
        values);
  }

  private static String subject(Fields details) {
    return details
        .text("order")
        .map(Holding::order)
        .or(() ->
            Stream.of("tier", "reward", "challenge")
                .flatMap(name -> details.text(name).stream())
                .findFirst())
        .orElse("");
  }
}
