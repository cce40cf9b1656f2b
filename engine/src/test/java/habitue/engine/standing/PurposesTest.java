package habitue.engine.standing;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.message;
import static habitue.engine.Life.minutes;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import habitue.engine.Life;
import habitue.engine.trust.ConsentCommands;
import habitue.model.Fact;
import habitue.model.Fields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules for a purpose are decided when someone agrees to it, and when they do no longer. */
class PurposesTest {
  private static final String RULES =
      """
      segments:
        reached: {when: customer.known, purpose: advertise}
        distant: {when: '!customer.in("reached")', purpose: [measure, advertise]}
      """;
  private static final String STAGES =
      """
      stages:
        buyer: {when: customer.orders.kept >= 1}
        reached: {when: customer.known, purpose: advertise}
        said: {when: customer.known}
        other: {}
      """;

  private final Life life = Life.by(Map.of("segments.yaml", RULES));

  @Test
  void who_agrees_by_an_event_is_in_at_once() {
    signsUp();
    assertThat(in()).isFalse();
    says(1, "Consent Given", said("purpose", "advertise"));
    assertThat(in()).isTrue();
    assertThat(moves()).containsExactly("Segment Entered");
    says(2, "Consent Withdrawn", said("purpose", "advertise"));
    assertThat(in()).isFalse();
    says(3, "Consent Given", said("purpose", "advertise"));
    assertThat(in()).isTrue();
    againTheSame();
  }

  @Test
  void who_agrees_by_a_command_is_in_at_once() {
    signsUp();
    commands(1, "given");
    assertThat(in()).isTrue();
    assertThat(life.lastFact("Segment Entered").because().cause()).isEqualTo(ConsentCommands.SAY);
    says(2, "Signed In", Fields.NONE);
    assertThat(moves()).containsExactly("Segment Entered");
    commands(3, "withdrawn");
    assertThat(in()).isFalse();
    assertThat(moves()).as("as if it had never been").isEmpty();
    commands(4, "given");
    assertThat(in()).isTrue();
    againTheSame();
  }

  @Test
  void a_question_put_is_no_yes() {
    signsUp();
    commands(1, "asked");
    says(2, "Consent Asked", said("purpose", "advertise"));
    assertThat(in()).isFalse();
  }

  @Test
  void who_is_nobody_yet_has_agreed_to_nothing_that_could_be_taken_back() {
    commands(1, "given");
    commands(2, "withdrawn");
    assertThat(life.state().consents().read()).isZero();
  }

  @Test
  void a_stage_is_for_the_purposes_of_every_stage_before_it_and_of_the_one_that_was_left() {
    var staged = Life.by(Map.of("stages.yaml", STAGES));
    order(staged, 0, "Order Completed", "1");
    staged.lives(minutes(1), minutes(1), SHOP, message("identify", "userId", "ann"));
    staged.asks(minutes(2), ConsentCommands.SAY, said("state", "given", "purpose", "advertise"));
    order(staged, 3, "Order Cancelled", "1");
    order(staged, 4, "Order Completed", "2");
    assertThat(staged.facts().stream().filter(fact -> fact.name().equals("Stage Changed")))
        .extracting(fact -> fact.details().text("stage").orElseThrow(), StandingFacts::forPurposes)
        .containsExactly(tuple("buyer", false), tuple("reached", true), tuple("buyer", true));
  }

  private static void order(Life life, int minute, String event, String number) {
    Fields order = said("order_id", number, "revenue", 10, "currency", "GBP");
    life.lives(
        minutes(minute),
        minutes(minute),
        SHOP,
        message("track", "event", event, "properties", order));
  }

  private void signsUp() {
    life.lives(
        minutes(0),
        minutes(0),
        SHOP,
        message("identify", "userId", "ann", "traits", said("email", "ann@example.org")));
  }

  private void says(int minute, String event, Fields properties) {
    life.lives(
        minutes(minute),
        minutes(minute),
        SHOP,
        message("track", "event", event, "properties", properties));
  }

  private void commands(int minute, String state) {
    life.asks(minutes(minute), ConsentCommands.SAY, said("state", state, "purpose", "advertise"));
  }

  private boolean in() {
    return life.state().standing().in(0);
  }

  private List<String> moves() {
    return life.facts().stream()
        .filter(fact -> fact.details().text("segment").filter("reached"::equals).isPresent())
        .map(Fact::name)
        .toList();
  }

  private void againTheSame() {
    var live = life.state();
    List<Fact> facts = List.copyOf(life.facts());
    life.refold();
    assertThat(life.state()).isEqualTo(live);
    assertThat(life.facts()).isEqualTo(facts);
  }
}
