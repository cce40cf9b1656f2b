package habitue.engine.standing;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.engine.Input;
import habitue.engine.Life;
import habitue.engine.Step;
import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
import habitue.insight.forecast.BgNbd;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is under contract has no forecast, from the instant they are to the instant they are not. */
class ContractTest {
  private static final Instant START = Instant.parse("2025-01-01T12:00:00Z");
  private static final String FLAG =
      "flags:\n  under-contract: customer.traits.contract == \"yes\"\nstages:\n  all: \"\"\n";

  private final CustomerBehaviour behaviour = new CustomerBehaviour();
  private final Life life = new Life();
  private final List<Fact> facts = new ArrayList<>();
  private CustomerState state = CustomerState.empty(new CustomerId(1));

  private static Playbook.Reading read(String stages, String segments) {
    return Playbook.read(
        PlaybookFiles.of(Map.of("stages.yaml", stages, "segments.yaml", segments)));
  }

  private static Context context() {
    var good =
        (Playbook.Reading.Good)
            read(FLAG, "segments:\n  leaving: customer.alive < 0.5\n  any: has(customer.alive)\n");
    var fit = new Fits.Fit(START.toEpochMilli(), null, new BgNbd(0.25, 4.4, 0.8, 2.4), null, false);
    return new Context("test", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE, good.playbook())
        .with(new Fits(List.of(fit)));
  }

  private void take(Context context, Input input) {
    Step<CustomerState> step = behaviour.step(context, state, input);
    state = step.state();
    facts.addAll(step.facts());
  }

  private Input event(int day, Fields said) {
    Instant at = at(day);
    var body = new Body.Happened(Event.of(said));
    return new Input.Recorded(new JournalRecord(life.stamp(at, at, Life.SHOP, Reality.REAL), body));
  }

  private Input order(int day, String id) {
    Fields order = Fields.of("order_id", Value.of(id)).with("currency", "EUR").with("total", 10);
    return event(day, Life.message("track", "event", "Order Completed", "properties", order));
  }

  private Input contract(int day, String said) {
    Fields traits = Fields.of("contract", Value.of(said));
    return event(day, Life.message("identify", "userId", "u1", "traits", traits));
  }

  private static Instant at(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private List<String> told(String segment) {
    return facts.stream()
        .filter(fact -> fact.details().text("segment").filter(segment::equals).isPresent())
        .map(fact -> Duration.between(START, fact.at()).toDays() + " " + fact.name())
        .toList();
  }

  @Test
  void a_forecast_ends_with_a_contract_and_comes_back_after_it() {
    Context context = context();
    take(context, order(1, "o1"));
    take(context, order(10, "o2"));
    assertThat(state.stands(context, at(11)).forecast()).isNotNull();
    take(context, contract(20, "yes"));
    Stands stands = state.stands(context, at(21));
    assertThat(stands.forecast()).isNull();
    assertThat(stands.contract()).isTrue();
    take(context, new Input.Woke(at(900)));
    assertThat(told("leaving")).isEmpty();
    assertThat(told("any")).containsExactly("10 Segment Entered", "20 Segment Left");
    take(context, contract(901, "no"));
    assertThat(told("leaving")).containsExactly("901 Segment Entered");
    assertThat(state.stands(context, at(902)).forecast()).isNotNull();
    assertThat(state.stands(context, at(902)).contract()).isFalse();
  }

  @Test
  void who_is_under_contract_is_not_asked_by_a_forecast() {
    String circle = "flags:\n  under-contract: customer.alive > 0.5\nstages:\n  all: \"\"\n";
    assertThat(read(circle, "segments: {}\n"))
        .isInstanceOfSatisfying(
            Playbook.Reading.Bad.class,
            bad -> assertThat(bad.mistakes().toString()).contains("circle"));
  }
}
