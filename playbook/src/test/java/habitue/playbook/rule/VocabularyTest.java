package habitue.playbook.rule;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final String TAGS = "tags: {VIP: {manual: true}}\n";

  /** A condition for each call; others stand where a value of some type is expected. */
  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("has(", "has(customer.traits.plan)"),
          Map.entry("age(", "age(customer.traits.birthday) > 1"),
          Map.entry("birthday(", "birthday(customer.traits.birthday)"),
          Map.entry("count(", "count(\"A\") > 1"),
          Map.entry("sum(", "sum(\"A\", event.order.net) > 1"),
          Map.entry("min(", "min(\"A\", event.order.net) > 1"),
          Map.entry("max(", "max(\"A\", event.order.net) > 1"),
          Map.entry("distinct(", "distinct(\"A\", event.product.id) > 1"),
          Map.entry("last(", "last(\"A\", event.product.id) == \"a\""),
          Map.entry("date(", "now > date(\"2026-01-01\")"),
          Map.entry("customer.loyalty.next_tier", "lower(customer.loyalty.next_tier) == \"a\""),
          Map.entry(
              "customer.loyalty.projected_tier", "lower(customer.loyalty.projected_tier) == \"a\""),
          Map.entry("customer.loyalty.tier", "lower(customer.loyalty.tier) == \"a\""),
          Map.entry("customer.stage", "customer.stage == \"visitor\""),
          Map.entry("lower(", "lower(customer.stage) == \"a\""),
          Map.entry("since(", "since(now) > days(1)"),
          Map.entry("customer.in(", "customer.in(\"regulars\")"),
          Map.entry("customer.flagged(", "customer.flagged(\"abandoned-cart\")"),
          Map.entry("customer.tagged(", "customer.tagged(\"VIP\")"),
          Map.entry("customer.reachable(", "customer.reachable(\"email\")"),
          Map.entry("customer.traits[", "customer.traits[\"plan\"] == \"a\""),
          Map.entry("customer.tags[", "customer.tags[\"VIP\"] > 1"));

  /** Those that need more of a playbook than a segment; each has tests of its own. */
  private static final List<String> ELSEWHERE =
      List.of("customer.won(", "customer.benefit(", "customer.surprise(");

  @Test
  void every_word_offered_compiles() {
    for (String word : words()) {
      if (!ELSEWHERE.contains(word)) {
        assertThat(conditions(word).anyMatch(VocabularyTest::compiles)).as(word).isTrue();
      }
    }
  }

  @Test
  void all_there_is_to_write_is_offered() {
    assertThat(words())
        .contains(
            "customer.flagged(",
            "customer.flagged(\"abandoned-cart\")",
            "customer.tagged(\"VIP\")",
            "customer.in(\"regulars\")",
            "customer.surprise(",
            "customer.orders.count",
            "event.order.net",
            "event.properties[",
            "weeks(",
            "weekday()",
            "now")
        .doesNotContain("customer.iN(");
  }

  private static SortedSet<String> words() {
    List<String> segments = List.of("regulars", "one-time-buyers");
    return Vocabulary.of(segments, List.of("abandoned-cart"), List.of("VIP"));
  }

  private static Stream<String> conditions(String word) {
    String call = CALLS.get(word);
    if (call != null) {
      return Stream.of(call);
    }
    String whole = word.endsWith("[") ? word + "\"a\"]" : word;
    String value = whole.endsWith("(") ? whole + "2)" : whole;
    return Stream.of("%s", "%s > 1", "%s == \"a\"", "since(%s) > days(1)", "since(now) > %s")
        .map(form -> form.formatted(value))
        .map(condition ->
            word.startsWith("event.") ? "count(\"A\", %s) > 1".formatted(condition) : condition);
  }

  private static boolean compiles(String condition) {
    String segments =
        """
        segments:
          regulars: customer.orders.count > 1
          one-time-buyers: customer.orders.count == 1
          tried: '%s'
        """
            .formatted(condition);
    var files = Map.of("tags.yaml", TAGS, "segments.yaml", segments);
    return Playbook.read(PlaybookFiles.of(files)) instanceof Playbook.Reading.Good;
  }
}
