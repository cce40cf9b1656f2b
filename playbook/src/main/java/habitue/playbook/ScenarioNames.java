package habitue.playbook;

import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Talk;
import habitue.playbook.scenario.Scenario;
import habitue.playbook.scenario.Scenario.Expected;
import habitue.playbook.scenario.Scenario.Given;
import habitue.playbook.yaml.Entry;
import java.util.List;
import java.util.stream.Stream;

/** Finds the names in scenarios that the playbook does not have. */
final class ScenarioNames {
  private final Plan plan;

  ScenarioNames(Plan plan) {
    this.plan = plan;
  }

  void check(Scenario scenario) {
    scenario.given().forEach(this::given);
    scenario.then().forEach(then -> then.expected().forEach(this::expected));
  }

  private void given(Given given) {
    switch (given) {
      case Given.Told _ -> {}
      case Given.Tagged(var _, String tag, var _, Entry place) -> byHand(tag, place);
      case Given.Untagged(var _, String tag, Entry place) -> byHand(tag, place);
    }
  }

  private void byHand(String tag, Entry place) {
    List<String> known = tags().filter(Plan.Tag::byHand).map(each -> each.named().name()).toList();
    if (!known.contains(tag)) {
      place.unknown(tag, known);
    }
  }

  private Stream<Plan.Tag> tags() {
    return plan.tags().stream();
  }

  private void expected(Expected expected) {
    switch (expected.about()) {
      case SEGMENT -> known(expected, plan.segments().stream().map(Plan.Segment::named));
      case FLAG -> known(expected, plan.flags().stream().map(Plan.Flag::named));
      case QUESTION -> known(expected, plan.talk().questions().stream().map(Talk.Question::named));
      case STAGE -> known(expected, plan.stages().stream().map(Plan.Stage::named));
      case TAG -> tag(expected);
      case TIER ->
          known(
              expected,
              plan.programmes().stream()
                  .flatMap(programme -> Stream.ofNullable(programme.ladder()))
                  .flatMap(ladder -> ladder.tiers().stream())
                  .map(tier -> tier.named()));
      case SCORE, POINTS, PENDING -> {}
    }
  }

  private void tag(Expected expected) {
    String name = expected.name();
    boolean each = tags().anyMatch(tag -> tag.prefix() != null && name.startsWith(tag.prefix()));
    if (!each) {
      known(expected, tags().map(Plan.Tag::named));
    }
  }

  private static void known(Expected expected, Stream<Plan.Named> all) {
    List<String> known = all.map(Plan.Named::name).distinct().toList();
    if (!known.contains(expected.name())) {
      expected.place().unknown(expected.name(), known);
    }
  }
}
