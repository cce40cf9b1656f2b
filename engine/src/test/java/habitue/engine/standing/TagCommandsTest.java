package habitue.engine.standing;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Life;
import habitue.engine.Step;
import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
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
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tags that people set, folded with what events say. */
class TagCommandsTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Context CONTEXT =
      context(
          """
          tags:
            VIP: {manual: true, label: {en: Very important}}
            FADING: {manual: true, points: 4, fades: 1d}
            KITCHEN: {on: Product Viewed, fades: 2d}
          """,
          """
          segments:
            vips: customer.tags["VIP"] >= 1
            named: customer.tagged("VIP")
            lately: customer.tags["FADING"] > 1
            neither: '!customer.in("vips") && customer.known'
          """);

  private final CustomerBehaviour behaviour = new CustomerBehaviour();
  private final Life life = new Life();
  private final List<Fact> facts = new ArrayList<>();
  private CustomerState state = CustomerState.empty(new CustomerId(1));
  private @Nullable Fields outcome;

  private static Context context(String tags, String segments) {
    var files = PlaybookFiles.of(Map.of("tags.yaml", tags, "segments.yaml", segments));
    return switch (Playbook.read(files)) {
      case Playbook.Reading.Good(Playbook playbook) ->
          new Context("test", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE, playbook);
      case Playbook.Reading.Bad(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  private void take(Context context, Input input) {
    Step<CustomerState> step = behaviour.step(context, state, input);
    state = step.state();
    facts.addAll(step.facts());
    outcome = step.outcome();
  }

  private Input asked(String command, Instant at, Fields details) {
    var body = new Body.Asked(command, "k", "ada", details);
    return new Input.Recorded(new JournalRecord(life.stamp(at, at, Life.SHOP, Reality.REAL), body));
  }

  private Input identify(Instant at, Fields traits) {
    Fields said = Life.message("identify", "userId", "u1", "traits", traits);
    var body = new Body.Happened(Event.of(said));
    return new Input.Recorded(new JournalRecord(life.stamp(at, at, Life.SHOP, Reality.REAL), body));
  }

  private static Instant after(long hours) {
    return START.plus(Duration.ofHours(hours));
  }

  private static Fields tag(String name) {
    return Fields.of("tag", Value.of(name));
  }

  private List<String> told() {
    return facts.stream()
        .filter(fact -> fact.name().startsWith("Segment ") || fact.name().contains("agged"))
        .map(fact ->
            Duration.between(START, fact.at()).toHours()
                + " "
                + fact.name()
                + " "
                + fact.details().text("segment").or(() -> fact.details().text("tag")).orElse(""))
        .toList();
  }

  @Test
  void a_tag_decides_at_once_and_ends_at_its_very_instant() {
    take(CONTEXT, identify(START, Fields.NONE));
    Fields until = tag("VIP").with("until", after(9).toEpochMilli()).with("reason", "asked");
    take(CONTEXT, asked(TagCommands.TAG, after(1), until));
    assertThat(state.stands(CONTEXT, after(1)).tags()).containsEntry("VIP", 1.0);
    assertThat(state.stands(CONTEXT, after(2)).byHand())
        .containsExactly(
            new Stands.Tagged(
                "VIP", Map.of("en", "Very important"), after(1), after(9), "ada", "asked"));
    assertThat(state.stands(CONTEXT, after(9)).tags()).isEmpty();
    // However late it is told.
    take(CONTEXT, new Input.Woke(after(20)));
    assertThat(told())
        .containsExactly(
            "0 Segment Entered neither",
            "1 Tagged VIP",
            "1 Segment Entered vips",
            "1 Segment Entered named",
            "1 Segment Left neither",
            "9 Untagged VIP",
            "9 Segment Left vips",
            "9 Segment Left named",
            "9 Segment Entered neither");
    assertThat(state.standing().gathered().hands()).isEmpty();
  }

  @Test
  void said_twice_nothing_is_done_twice() {
    take(CONTEXT, identify(START, Fields.NONE));
    take(CONTEXT, asked(TagCommands.TAG, after(1), tag("VIP")));
    CustomerState once = state;
    take(CONTEXT, asked(TagCommands.TAG, after(2), tag("VIP")));
    assertThat(state).isEqualTo(once);
    take(CONTEXT, asked(TagCommands.UNTAG, after(3), tag("VIP")));
    take(CONTEXT, asked(TagCommands.UNTAG, after(4), tag("VIP")));
    assertThat(told().stream().filter(each -> each.contains("agged")))
        .containsExactly("1 Tagged VIP", "3 Untagged VIP");
  }

  @Test
  void one_that_fades_falls_below_a_mark_by_itself() {
    take(CONTEXT, identify(START, Fields.NONE));
    take(CONTEXT, asked(TagCommands.TAG, START, tag("FADING")));
    take(CONTEXT, new Input.Woke(after(24 * 5)));
    assertThat(told()).contains("0 Segment Entered lately", "48 Segment Left lately");
  }

  @Test
  void what_the_playbook_does_not_know_is_kept_and_not_said() {
    Context without = context("tags: {}\n", "segments:\n  known: customer.known\n");
    take(without, identify(START, Fields.NONE));
    take(without, asked(TagCommands.TAG, after(1), tag("VIP")));
    take(without, asked(TagCommands.TAG, after(1), tag("KITCHEN")));
    assertThat(told()).containsExactly("0 Segment Entered known");
    assertThat(state.stands(without, after(2)).tags()).isEmpty();
    assertThat(state.stands(CONTEXT, after(2)).tags()).containsOnlyKeys("VIP");
  }

  @Test
  void nothing_is_said_of_a_child_nor_of_who_is_restricted() {
    take(CONTEXT, identify(START, Fields.of("birthday", Value.of("2020-01-01"))));
    take(CONTEXT, asked(TagCommands.TAG, after(1), tag("VIP")));
    assertThat(outcome).isEqualTo(Fields.of("code", Value.of("child")));
    assertThat(state.standing().gathered().hands()).isEmpty();
    state = CustomerState.empty(new CustomerId(2));
    take(CONTEXT, identify(START, Fields.NONE));
    take(CONTEXT, asked("Restrict", after(1), Fields.of("restricted", Value.of(true))));
    take(CONTEXT, asked(TagCommands.TAG, after(2), tag("VIP")));
    assertThat(outcome).isEqualTo(Fields.of("code", Value.of("restricted")));
    assertThat(state.standing().gathered().hands()).isEmpty();
  }

  @Test
  void a_sensitive_reason_is_not_kept() {
    take(CONTEXT, identify(START, Fields.NONE));
    Fields said = tag("VIP").with("reason", "her pregnancy");
    boolean allowed = CONTEXT.playbook().sensitive().allows("her pregnancy", 0);
    take(CONTEXT, asked(TagCommands.TAG, after(1), said));
    assertThat(allowed).isFalse();
    assertThat(state.stands(CONTEXT, after(2)).byHand().getFirst().reason()).isEmpty();
  }

  @Test
  void it_is_read_as_it_was_written() {
    take(CONTEXT, identify(START, Fields.NONE));
    Fields until = tag("VIP").with("until", after(9).toEpochMilli()).with("reason", "“é”");
    take(CONTEXT, asked(TagCommands.TAG, after(1), until));
    take(CONTEXT, asked(TagCommands.TAG, after(1), tag("FADING")));
    Standing.Gathered gathered = state.standing().gathered();
    assertThat(gathered.hands()).hasSize(2);
    assertThat(StandingCodec.gathered(StandingCodec.write(gathered))).isEqualTo(gathered);
  }

  @Test
  void woken_late_or_on_time_it_comes_to_the_same() {
    for (int seed = 0; seed < 200; seed++) {
      List<Input> inputs = inputs(new Random(seed));
      List<String> late = lived(inputs, false);
      assertThat(lived(inputs, true)).as("seed %d", seed).isEqualTo(late);
    }
  }

  private List<Input> inputs(Random random) {
    var inputs = new ArrayList<Input>(List.of(identify(START, Fields.NONE)));
    long hour = 0;
    for (int i = 0; i < 12; i++) {
      hour += random.nextInt(20);
      Fields details = tag(random.nextBoolean() ? "VIP" : "FADING");
      if (random.nextBoolean()) {
        details = details.with("until", after(hour + random.nextInt(30)).toEpochMilli());
      }
      String command = random.nextInt(4) == 0 ? TagCommands.UNTAG : TagCommands.TAG;
      inputs.add(asked(command, after(hour), details));
    }
    inputs.add(new Input.Woke(after(hour + 1_000)));
    return inputs;
  }

  private List<String> lived(List<Input> inputs, boolean onTime) {
    facts.clear();
    state = CustomerState.empty(new CustomerId(1));
    Instant wake = null;
    for (Input input : inputs) {
      Instant now =
          switch (input) {
            case Input.Woke(Instant at) -> at;
            case Input.Recorded(JournalRecord record) -> record.stamp().now();
          };
      while (onTime && wake != null && !wake.isAfter(now)) {
        Step<CustomerState> woken = behaviour.step(CONTEXT, state, new Input.Woke(wake));
        state = woken.state();
        facts.addAll(woken.facts());
        Instant next = woken.wakeAt();
        wake = next == null || next.isAfter(wake) ? next : wake.plusMillis(1);
      }
      Step<CustomerState> step = behaviour.step(CONTEXT, state, input);
      state = step.state();
      facts.addAll(step.facts());
      wake = step.wakeAt();
    }
    return told();
  }

  @Test
  void a_playbook_says_what_is_wrong_with_one() {
    assertThat(mistake("VIP: {manual: true, on: Page Viewed}")).contains("earned by nothing");
    assertThat(mistake("A_{x}: {manual: true, each: event.name}")).contains("earned by nothing");
    assertThat(mistake("PREGNANCY: {manual: true}")).contains("sensitive");
    assertThat(mistake("VIP: {manual: perhaps}")).isNotEmpty();
  }

  private static String mistake(String tag) {
    var files = PlaybookFiles.of(Map.of("tags.yaml", "tags:\n  " + tag + "\n"));
    return Playbook.read(files) instanceof Playbook.Reading.Bad(var mistakes)
        ? mistakes.toString()
        : "";
  }
}
