package habitue.engine.standing;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What folds gather of what only the data knows the type of. */
class GatheredTest {
  private static final String ANSWERED = "Survey Answered";

  private static final Map<String, String> FILES =
      Map.of(
          "measures.yaml",
          """
          measures:
            spent: sum("Survey Answered", event.properties.rating, days(3))
            latest: last("Survey Answered", event.properties.rating)
          """,
          "segments.yaml",
          """
          segments:
            sum: sum("Survey Answered", event.properties.rating, days(3)) == 5.1
            measured: spent > 5 && spent < 6.5
            least: min("Survey Answered", event.properties.rating, days(3)) <= 1
            greatest: max("Survey Answered", event.properties.rating, event.name != "", days(3)) >= 4
            unhappy: last("Survey Answered", event.properties.rating, days(3)) <= 2
            exactly: latest == 4.1
            wordy: last("Survey Answered", event.properties.rating) == "bad"
            bad: last("Survey Answered", event.properties.rating, days(3)).startsWith("ba")
            priced: last("Order Completed", event.order.net) >= 10.50
          """);

  private final Life life = Life.by(FILES);
  private Instant now = Life.START;

  private void answers(Value rating) {
    now = now.plus(Duration.ofHours(1));
    life.track(now, Life.SHOP, ANSWERED, Fields.of("rating", rating));
    life.settles(now);
  }

  /** The segments they are in, by what was told. */
  private Set<String> in() {
    var in = new TreeSet<String>();
    for (Fact fact : life.facts()) {
      String segment = fact.details().text("segment").orElse("");
      if (fact.name().equals("Segment Entered")) {
        in.add(segment);
      } else if (fact.name().equals("Segment Left")) {
        in.remove(segment);
      }
    }
    return in;
  }

  @Test
  void numbers_of_events_are_summed_and_compared() {
    answers(Value.of(1));
    assertThat(in()).contains("least", "unhappy");
    answers(Value.of(new BigDecimal("4.1")));
    assertThat(in()).containsExactlyInAnyOrder("sum", "measured", "least", "greatest", "exactly");
    life.passes(now.plus(Duration.ofDays(4)));
    assertThat(in()).containsExactly("exactly");
  }

  @Test
  void what_was_said_last_is_a_text_or_a_number_as_it_was_said() {
    answers(Value.of(2));
    assertThat(in()).contains("unhappy");
    answers(Value.of("bad"));
    assertThat(in()).contains("wordy", "bad").doesNotContain("unhappy");
    life.passes(now.plus(Duration.ofDays(4)));
    assertThat(in()).contains("wordy").doesNotContain("bad");
  }
}
