package habitue.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.yaml.Mistake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final String TAGS =
      """
      tags:
        LEASING:
          when: event.page.path.startsWith("/leasing")
          fades: 60d
        VIP: {manual: true}
      """;
  private static final String SEGMENTS =
      """
      segments:
        leasing-hot: customer.tags["LEASING"] >= 2
        buyers: customer.orders.count >= 1 && customer.orders.net > 20
        guests-of-honour: customer.tagged("VIP")
      """;

  private static final String LOYALTY =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          earn: {order: {spend: 1 per 1, pending: 14d}}
          tiers: {ladder: {bronze: 0, silver: 50}}
      """;

  private static List<Mistake> play(String scenario) {
    var files =
        PlaybookFiles.of(
            Map.of(
                "tags.yaml",
                TAGS,
                "segments.yaml",
                SEGMENTS,
                "loyalty.yaml",
                LOYALTY,
                "scenarios/leasing.yaml",
                scenario));
    return switch (Playbook.read(files)) {
      case Playbook.Reading.Good(Playbook playbook) -> Trial.all(playbook);
      case Playbook.Reading.Bad(List<Mistake> mistakes) -> mistakes;
    };
  }

  @Test
  void points_and_tiers_are_expected_to_the_point() {
    String scenario =
        """
        given:
          - {at: 2026-05-01, traits: {name: Ada}}
          - {at: 2026-05-02, event: Order Completed, properties: {order_id: o1, currency: EUR, revenue: 70, total: 70}}
          - {at: 2026-05-20, event: Order Refunded, properties: {order_id: o1, amount: 30}}
        then:
          - 2026-05-02: {points: 0, pending: 70, tier: silver}
          - 2026-05-16: {points: 70, pending: 0}
          - 2026-05-20: {points: %d, tier: %s}
        """;
    assertThat(play(scenario.formatted(40, "bronze"))).isEmpty();
    assertThat(play(scenario.formatted(70, "silver")))
        .extracting(Mistake::message)
        .containsExactly(
            "at 2026-05-20 it is not so\n  - points 70\n  + points 40",
            "at 2026-05-20 it is not so\n  - tier silver\n  + tier bronze");
    assertThat(play(scenario.formatted(40, "silvr")))
        .extracting(Mistake::message)
        .singleElement()
        .asString()
        .contains("silver");
  }

  @Test
  void what_is_as_expected_says_nothing() {
    assertThat(
            play(
                """
                timezone: Europe/Paris
                given:
                  - 2026-03-01 Page Viewed /leasing/a
                  - 2026-03-02 Page Viewed /leasing/b
                  - 2026-03-02 Page Viewed /leasing/c
                  - {at: 2026-05-01T10:30, event: Order Completed, properties: {order_id: o1, currency: EUR, total: 25, revenue: 25}}
                  - {at: 2026-05-02, traits: {name: Ada}}
                then:
                  - 2026-03-01: {not in: leasing-hot, stage: lead}
                  - 2026-03-02: {in: leasing-hot, tags: {LEASING: 2.9}, score: 2}
                  - 2026-05-01T10:29: {not in: [leasing-hot, buyers]}
                  - 2026-05-01T10:30: {in: [buyers], stage: new, not flag: abandoned-cart}
                """))
        .isEmpty();
  }

  @Test
  void tags_are_set_by_hand_and_questions_expected() {
    assertThat(
            play(
                """
                given:
                  - {at: 2026-03-01, event: Order Completed, properties: {order_id: o1, currency: EUR, total: 25, revenue: 25}}
                  - {at: 2026-03-02, tag: VIP, until: 2026-03-10}
                  - {at: 2026-03-20, tag: VIP}
                  - {at: 2026-03-22, untag: VIP}
                  - {at: 2026-03-23, event: Question Answered, properties: {question: channel, answer: post}}
                then:
                  - 2026-03-01: {not in: guests-of-honour, asked: channel, not asked: birthday}
                  - 2026-03-02: {in: guests-of-honour}
                  - 2026-03-10T11:59:59.999: {in: guests-of-honour}
                  - 2026-03-10T12:00: {not in: guests-of-honour}
                  - 2026-03-21: {in: guests-of-honour}
                  - 2026-03-22: {not in: guests-of-honour, asked: channel}
                  - 2026-03-23: {not asked: channel}
                """))
        .isEmpty();
  }

  @Test
  void a_question_that_is_not_asked_says_what_its_condition_came_to() {
    assertThat(
            play(
                """
                given:
                  - 2026-03-01 Page Viewed /a
                then:
                  - 2026-03-02: {asked: channel}
                """))
        .extracting(Mistake::message)
        .satisfiesExactly(
            first -> assertThat(first).contains("- asked channel", "+ not asked channel", ": no"));
  }

  @Test
  void what_is_not_reads_like_a_difference_at_its_place() {
    List<Mistake> failed =
        play(
            """
            given:
              - 2026-03-01 Page Viewed /leasing/a
            then:
              - 2026-03-02: {in: leasing-hot}
              - 2026-03-03: {stage: hero, tags: {LEASING: 2}}
            """);
    assertThat(failed)
        .extracting(Mistake::toString)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        """
                        scenarios/leasing.yaml:4:22: at 2026-03-02 it is not so
                          - in leasing-hot
                          + not in leasing-hot
                            customer.tags["LEASING"] >= 2: no, 0.983 against 2\
                        """),
            second -> assertThat(second).contains(":5:", "- stage hero", "+ stage lead"),
            third -> assertThat(third).contains("- tag LEASING at least 2.0", "+ tag LEASING 0."));
  }

  @Test
  void what_cannot_be_read_is_told_with_its_place() {
    assertThat(play("given:\n  - tomorrow Page Viewed\n  - {event: X}\nthen:\n  - 2026: {in: a}\n"))
        .extracting(Mistake::line)
        .containsExactly(2, 3, 5);
    assertThat(play("given: []\n")).extracting(Mistake::message).asString().contains("then:");
    assertThat(Playbook.read(PlaybookFiles.of(Map.of("other/x.yaml", "a: 1"))))
        .isInstanceOf(Playbook.Reading.Bad.class);
  }
}
