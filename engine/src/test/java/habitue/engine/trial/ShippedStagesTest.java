package habitue.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.yaml.Mistake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lives as the playbook that ships reads them. */
class ShippedStagesTest {
  private static List<Mistake> play(String scenario) {
    var files = PlaybookFiles.of(Map.of("scenarios/life.yaml", scenario));
    return switch (Playbook.read(files)) {
      case Playbook.Reading.Good(Playbook playbook) -> Trial.all(playbook);
      case Playbook.Reading.Bad(List<Mistake> mistakes) -> mistakes;
    };
  }

  private static String order(String day) {
    return "  - {at: %s, event: Order Completed, properties: {order_id: '%s', total: 25}}\n"
        .formatted(day, day);
  }

  @Test
  void who_ordered_once_and_is_long_silent_is_slipping_away_and_then_gone() {
    String life =
        "given:\n"
            + order("2026-01-01")
            + """
            then:
              - 2026-01-02: {stage: new}
              - 2026-04-15: {stage: active}
              - 2026-07-15: {stage: at-risk, not flag: slipping}
              - 2027-01-03: {stage: inactive}
            """;
    assertThat(play(life)).isEmpty();
  }

  @Test
  void who_still_comes_by_is_active() {
    String life =
        "given:\n"
            + order("2026-01-01")
            + """
              - 2026-06-01 Page Viewed /
            then:
              - 2026-07-15: {stage: active}
              - 2026-09-15: {stage: at-risk}
            """;
    assertThat(play(life)).isEmpty();
  }

  @Test
  void a_regular_is_late_by_their_own_rhythm_before_they_slip_away() {
    String life =
        "given:\n"
            + order("2026-01-01")
            + order("2026-02-10")
            + order("2026-03-22")
            + """
            then:
              - 2026-05-01: {not flag: slipping}
              - 2026-06-15: {flag: slipping, not stage: at-risk}
              - 2026-07-25: {flag: slipping, stage: at-risk}
              - 2027-03-25: {stage: inactive, not flag: slipping}
            """;
    assertThat(play(life.replace(", not stage: at-risk", ", stage: active"))).isEmpty();
  }

  @Test
  void a_bad_experience_is_flagged_for_ninety_days() {
    for (String bad :
        List.of(
            "Product Reviewed, properties: {product_id: p, rating: 1}",
            "Order Refunded, properties: {order_id: '2026-01-01', amount: 5}",
            "Order Delayed, properties: {order_id: '2026-01-01'}",
            "Complaint Received")) {
      String life =
          "given:\n"
              + order("2026-01-01")
              + "  - {at: 2026-01-20, event: "
              + bad
              + "}\n"
              + """
              then:
                - 2026-01-19: {not flag: bad-experience}
                - 2026-01-21: {flag: bad-experience}
                - 2026-04-21: {not flag: bad-experience}
              """;
      assertThat(play(life)).as(bad).isEmpty();
    }
    String content =
        "given:\n"
            + order("2026-01-01")
            + """
              - {at: 2026-01-20, event: Product Reviewed, properties: {product_id: p, rating: 5}}
            then:
              - 2026-01-21: {not flag: bad-experience}
            """;
    assertThat(play(content)).isEmpty();
  }
}
