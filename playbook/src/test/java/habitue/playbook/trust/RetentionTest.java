package habitue.playbook.trust;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.playbook.Playbook;
import habitue.playbook.Playbook.Reading;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.yaml.Mistake;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant NOW = Instant.parse("2026-03-31T10:00:00Z");

  private static Reading read(String yaml) {
    return Playbook.read(PlaybookFiles.of(Map.of("retention.yaml", yaml)));
  }

  private static Playbook good(String yaml) {
    return ((Reading.Good) read(yaml)).playbook();
  }

  private static List<String> bad(String yaml) {
    return ((Reading.Bad) read(yaml)).mistakes().stream().map(Mistake::toString).toList();
  }

  @Test
  void nothing_expires_as_it_ships() {
    assertThat(Playbook.DEFAULT.retention()).isEqualTo(Retention.NONE);
    assertThat(Playbook.DEFAULT.retention().keepsAll()).isTrue();
    assertThat(Retention.NONE.cut(NOW, PARIS)).isEmpty();
    assertThat(Retention.NONE.of("Page Viewed")).isEmpty();
  }

  @Test
  void each_kind_of_person_and_event_has_its_period() {
    Retention own =
        good("""
        people: {visitor: 13m, prospect: 3y, customer: 5y}
        accounting: 10y
        events: {Page Viewed: 13m, "Product Viewed": 90d, other: 3y}
        """)
            .retention();
    assertThat(own.visitor()).isEqualTo(Period.ofMonths(13));
    assertThat(own.accounting()).isEqualTo(Period.ofYears(10));
    assertThat(own.of("Page Viewed")).contains(Period.ofMonths(13));
    assertThat(own.of("Answer Given")).contains(Period.ofYears(3));
    assertThat(own.of("Order Completed")).isEmpty();
    assertThat(own.of("Consent Withdrawn")).isEmpty();
    assertThat(own.cut(NOW, PARIS)).contains(Instant.parse("2025-12-31T11:00:00Z"));
  }

  @Test
  void an_event_expires_at_the_end_of_its_period_by_the_brands_calendar() {
    Retention own = good("events: {Page Viewed: 1m}").retention();
    Instant end = Instant.parse("2026-02-28T11:00:00Z");
    assertThat(own.expired("Page Viewed", end, NOW, PARIS)).isTrue();
    assertThat(own.expired("Page Viewed", end.plusMillis(1), NOW, PARIS)).isFalse();
    assertThat(own.expired("Product Viewed", end, NOW, PARIS)).isFalse();
  }

  @Test
  void who_changes_only_how_long_things_are_kept_folds_nobody_anew() {
    assertThat(good("events: {other: 1y}").hash()).isEqualTo(Playbook.DEFAULT.hash());
  }

  @Test
  void every_mistake_is_told_with_its_place() {
    assertThat(
            bad(
                """
                people: {visiter: 13m, prospect: forever, customer: 5y}
                events:
                  Order Completed: 3y
                  Consent Given: 3y
                  Page Viewed: 2w
                """))
        .containsExactly(
            "retention.yaml:1:10: visiter is not known here (did you mean visitor?)",
            "retention.yaml:1:34: a length of time such as 30d, 2w, 13m or 10y is expected",
            "retention.yaml:1:53: accounting must say how long orders are kept, such as accounting: 10y",
            "retention.yaml:3:20: Order Completed is kept as long as accounting says",
            "retention.yaml:4:18: Consent Given is proof of what was agreed to, kept as long as the person",
            "retention.yaml:5:16: at least 30d is expected");
  }
}
