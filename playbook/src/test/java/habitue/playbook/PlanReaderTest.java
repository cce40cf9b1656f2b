package habitue.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.playbook.plan.Plan;
import habitue.playbook.yaml.Mistake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanReaderTest {

  private static List<String> mistakes(String file, String text) {
    return mistakes(Map.of(file, text));
  }

  private static List<String> mistakes(Map<String, String> files) {
    return switch (Playbook.read(PlaybookFiles.of(files))) {
      case Playbook.Reading.Good _ -> List.of();
      case Playbook.Reading.Bad(List<Mistake> all) -> all.stream().map(Mistake::toString).toList();
    };
  }

  private static Plan plan(Map<String, String> files) {
    return switch (Playbook.read(PlaybookFiles.of(files))) {
      case Playbook.Reading.Good(Playbook playbook) -> playbook.plan();
      case Playbook.Reading.Bad(List<Mistake> all) -> throw new AssertionError(all);
    };
  }

  @Test
  void rules_that_ask_each_other_in_a_circle_are_refused() {
    assertThat(
            mistakes(
                "segments.yaml",
                """
                segments:
                  one: customer.in("two")
                  two: '!customer.in("one")'
                """))
        .singleElement()
        .asString()
        .endsWith("rules ask each other in a circle: one → two → one");
  }

  @Test
  void what_a_rule_asks_is_decided_before_it() {
    Plan plan =
        plan(
            Map.of(
                "segments.yaml",
                """
                segments:
                  first: customer.in("second") && customer.stage == "all"
                  second: customer.orders.count > 1
                """,
                "stages.yaml",
                """
                stages:
                  some: customer.in("second")
                  all: ""
                """));
    assertThat(plan.order())
        .filteredOn(turn -> !(turn instanceof Plan.Turn.OfFlag))
        .containsExactly(
            new Plan.Turn.OfSegment(1), new Plan.Turn.Stages(), new Plan.Turn.OfSegment(0));
  }

  @Test
  void every_mistake_of_a_file_is_told_at_once() {
    assertThat(
            mistakes(
                "segments.yaml",
                """
                segments:
                  Bad Name: customer.known
                  wrong: customer.orders.cout > 1
                  twice: customer.known
                  twice: customer.known
                  narrow: {when: customer.visits.count > 3, purpose: personalise}
                  strange: {when: customer.known, colour: red}
                """))
        .hasSize(5)
        .anySatisfy(each -> assertThat(each).startsWith("segments.yaml:2:").contains("hyphens"))
        .contains(
            "segments.yaml:3:25: cout is not known here (did you mean count?)",
            "segments.yaml:5:3: twice is said twice")
        .anySatisfy(each -> assertThat(each).contains("collected for measure"))
        .anySatisfy(each -> assertThat(each).contains("colour is not known here"));
  }

  @Test
  void the_last_stage_takes_everyone() {
    assertThat(mistakes("stages.yaml", "stages:\n  one: customer.known\n"))
        .singleElement()
        .asString()
        .contains("the last stage has no condition");
    assertThat(mistakes("stages.yaml", "stages:\n  one: \"\"\n  two: \"\"\n"))
        .singleElement()
        .asString()
        .contains("only the last stage has none");
  }

  @Test
  void one_fold_said_twice_is_gathered_once() {
    Plan plan =
        plan(
            Map.of(
                "stages.yaml",
                "stages:\n  all: \"\"\n",
                "measures.yaml",
                "measures:\n  views: count(\"Product Viewed\", days(30))\n",
                "segments.yaml",
                """
                segments:
                  one: views > 2
                  two: count("Product Viewed",days(30)) > 5
                """));
    assertThat(plan.folds()).hasSize(1);
    assertThat(plan.foldsOf()).containsOnlyKeys("Product Viewed");
  }

  @Test
  void nothing_sensitive_is_asked_and_no_window_is_longer_than_events_are_kept() {
    assertThat(
            mistakes(
                "segments.yaml",
                "segments:\n  one: count(\"Product Viewed\", event.product.category =="
                    + " \"pregnancy\", days(3)) > 1\n"))
        .singleElement()
        .asString()
        .contains("\"pregnancy\" is sensitive");
    var files =
        Map.of(
            "retention.yaml",
            "events:\n  Product Viewed: 30d\n",
            "segments.yaml",
            "segments:\n  one: count(\"Product Viewed\", days(31)) > 1\n");
    assertThat(Playbook.read(PlaybookFiles.of(files)))
        .isInstanceOfSatisfying(
            Playbook.Reading.Bad.class,
            bad ->
                assertThat(bad.mistakes())
                    .singleElement()
                    .asString()
                    .contains("Product Viewed is kept for 30 days only"));
  }

  @Test
  void what_a_question_may_not_be_is_told_where_it_is_written() {
    assertThat(
            mistakes(
                Map.of(
                    "questions.yaml",
                    """
                    questions:
                      no-event: {when: event.page.path == "/", ask: Hm?, answers: {a: A}}
                      no-about: {on: Page Viewed, when: "true", ask: Hm?, answers: {a: A}}
                      no-answers: {when: customer.known, ask: Hm?}
                      address: {when: customer.known, ask: Hm?, takes: text, trait: email}
                      surprised: {when: customer.surprise("x") > 1.0, ask: Hm?, answers: {a: A}}
                      lost: {when: customer.known, ask: Hm?, answers: {a: {en: A, denies: movin}}}
                      again: {when: customer.known, ask: Hm?, again: Eh?, answers: {a: A}}
                    """)))
        .containsExactly(
            "questions.yaml:2:30: an event is asked inside a fold, such as count(\"Product Viewed\","
                + " event.…)",
            "questions.yaml:3:13: about: says what of the event it is about, such as"
                + " event.product.category",
            "questions.yaml:4:15: either answers: or takes: text, number or date is expected",
            "questions.yaml:5:65: email: a trait is expected that names nobody, such as"
                + " preferred_channel",
            "questions.yaml:6:38: how surprising something is, is asked in questions with on: only",
            "questions.yaml:7:71: movin is not known here (did you mean moving?)",
            "questions.yaml:8:10: again: follows up an answer that is unclear: true, and there is"
                + " none");
  }

  @Test
  void what_a_moment_may_not_be_is_told_where_it_is_written() {
    assertThat(
            mistakes(
                Map.of(
                    "questions.yaml",
                    "questions: {}",
                    "moments.yaml",
                    """
                    moments:
                      abandoned-cart: {fades: 3d, signs: [{on: Page Viewed, strength: 0.2}]}
                      for-ever: {signs: [{on: Page Viewed}]}
                      sure: {fades: 3d, signs: [{on: Page Viewed, strength: 1}]}
                      any: {fades: 3d, signs: [{strength: 0.5}]}
                    """)))
        .containsExactly(
            "moments.yaml:2:19: abandoned-cart is a flag already (stages.yaml)",
            "moments.yaml:3:13: signs: and fades: are expected, such as fades: 60d: no moment lasts"
                + " for ever",
            "moments.yaml:4:57: a likelihood above 0, of at most 0.99, is expected",
            "moments.yaml:5:28: on: an event is expected, such as Products Searched");
  }
}
