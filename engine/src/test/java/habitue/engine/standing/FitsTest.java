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

class FitsTest {
  private static final Instant START = Instant.parse("2025-01-01T12:00:00Z");

  private static Context context(Fits.Fit... fits) {
    return context("leaving: customer.alive < 0.5", fits);
  }

  private static Context context(String segment, Fits.Fit... fits) {
    var files = PlaybookFiles.of(Map.of("segments.yaml", "segments:\n  " + segment + "\n"));
    var good = (Playbook.Reading.Good) Playbook.read(files);
    return new Context("test", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE, good.playbook())
        .with(new Fits(List.of(fits)));
  }

  private static Fits.Fit fit(Duration after, double a) {
    long from = START.plus(after).toEpochMilli();
    return new Fits.Fit(from, null, new BgNbd(0.25, 4.4, a, 2.4), null, false);
  }

  private static Input order(Life life, String id, Instant at) {
    Fields order = Fields.of("order_id", Value.of(id)).with("currency", "EUR").with("total", 10);
    Fields said = Life.message("track", "event", "Order Completed", "properties", order);
    var body = new Body.Happened(Event.of(said));
    return new Input.Recorded(new JournalRecord(life.stamp(at, at, Life.SHOP, Reality.REAL), body));
  }

  /** Ordered on two days ten days apart, then silent. */
  private static List<Fact> moves(Context context, Duration until) {
    var behaviour = new CustomerBehaviour();
    var life = new Life();
    CustomerState state = CustomerState.empty(new CustomerId(1));
    var facts = new ArrayList<Fact>();
    List<Input> inputs =
        List.of(
            order(life, "o1", START),
            order(life, "o2", START.plus(Duration.ofDays(10))),
            new Input.Woke(START.plus(until)));
    for (Input input : inputs) {
      Step<CustomerState> step = behaviour.step(context, state, input);
      state = step.state();
      facts.addAll(step.facts());
    }
    return facts.stream().filter(fact -> fact.name().startsWith("Segment ")).toList();
  }

  @Test
  void a_later_fit_hides_no_move_that_comes_before_it() {
    Duration until = Duration.ofDays(900);
    Fits.Fit early = fit(Duration.ZERO, 0.8);
    Fits.Fit late = fit(Duration.ofDays(1_000), 0.001);
    List<Fact> known = moves(context(early), until);
    assertThat(known).isNotEmpty();
    assertThat(known.getLast().details().text("segment")).contains("leaving");
    assertThat(moves(context(early, late), until)).isEqualTo(known);
    assertThat(moves(context(early, late), Duration.ofDays(1_001)))
        .hasSize(known.size() + 1)
        .last()
        .satisfies(left -> {
          assertThat(left.name()).isEqualTo("Segment Left");
          assertThat(left.at().toEpochMilli()).isEqualTo(late.from());
        });
  }

  @Test
  void fits_older_than_someone_say_nothing_of_them() {
    Context shop =
        context(
            "quiet: count(\"Product Viewed\", days(30)) < 2",
            fit(Duration.ofDays(-300), 0.8),
            fit(Duration.ofDays(-30), 0.8));
    var life = new Life(shop);
    life.track(START, Life.SHOP, "Signed Up", Fields.NONE);
    assertThat(life.facts("Stage Changed"))
        .singleElement()
        .satisfies(first -> assertThat(first.at()).isEqualTo(START));
    assertThat(life.facts("Segment Entered"))
        .singleElement()
        .satisfies(entered -> assertThat(entered.at()).isEqualTo(START));
    assertThat(life.state().standing().in(0)).isTrue();
  }
}
