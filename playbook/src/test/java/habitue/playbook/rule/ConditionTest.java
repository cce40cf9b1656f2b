package habitue.playbook.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import habitue.model.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final long DAY = 86_400_000;
  private static final long NOW = Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();
  private static final Look.Brand PARIS = new Look.Brand(ZoneId.of("Europe/Paris"), 2);

  private final FakeSubject person = new FakeSubject();

  private Condition.Verdict verdict(String condition) {
    return verdict(condition, NOW);
  }

  private Condition.Verdict verdict(String condition, long now) {
    var compiled = new Compiled();
    Condition ready = compiled.condition(condition);
    while (person.folds.size() < compiled.names.folds().size()) {
      person.folds.add(Occurrences.NONE);
    }
    return ready.verdict(Look.at(person, PARIS, now));
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  @Test
  void numbers_that_are_to_be_the_same_are_one_part_with_both() {
    person.wholes.put(Field.ORDERS_COUNT, 6L);
    var compiled = new Compiled();
    Condition ready =
        compiled.condition("customer.orders.count == 1 || customer.orders.count != 6 || 1 < 2");
    List<Condition.Part> parts = ready.parts(Look.at(person, PARIS, NOW));
    assertThat(parts)
        .extracting(Condition.Part::said, Condition.Part::holds)
        .containsExactly(
            tuple("customer.orders.count == 1", false),
            tuple("customer.orders.count != 6", false),
            tuple("1 < 2", true));
    assertThat(parts.getFirst().numbers())
        .isEqualTo(new Condition.Numbers(6, 1, Condition.Unit.NUMBER));
    assertThat(parts.get(1).numbers())
        .isEqualTo(new Condition.Numbers(6, 6, Condition.Unit.NUMBER));
  }

  @Test
  void a_count_that_is_too_low_says_when_its_oldest_lapses() {
    var compiled = new Compiled();
    Condition ready =
        compiled.condition(
            "count(\"Product Viewed\", days(30)) + count(\"Clicked\", days(7)) >= 5"
                + " && sum(\"Order Completed\", event.properties.revenue, days(90)) > 100"
                + " && count(\"Page Viewed\") > 7");
    person.folds.add(occurrences(NOW - 29 * DAY, NOW - 30 * DAY, NOW));
    person.folds.add(occurrences(NOW - 3 * DAY));
    person.folds.add(occurrences(NOW - DAY));
    person.folds.add(occurrences(NOW - DAY));
    List<Condition.Part> parts = ready.parts(Look.at(person, PARIS, NOW));
    assertThat(parts)
        .extracting(Condition.Part::holds, Condition.Part::lapses)
        .containsExactly(
            tuple(false, NOW + DAY), tuple(false, NOW + 89 * DAY), tuple(false, Look.NEVER));
    assertThat(parts.getFirst().numbers())
        .isEqualTo(new Condition.Numbers(3, 5, Condition.Unit.NUMBER));
    assertThat(parts.getFirst().until()).isEqualTo(Look.NEVER);
  }

  private static Occurrences occurrences(long... at) {
    List<Occurrences.Once> all =
        LongStream.of(at).sorted().mapToObj(each -> new Occurrences.Once(each, 1, "")).toList();
    return new Occurrences(all, List.of(), all.size());
  }

  @Test
  void what_nobody_said_is_neither_yes_nor_no() {
    assertThat(verdict("customer.orders.count >= 0").holds()).isFalse();
    assertThat(verdict("!(customer.orders.count >= 0)").holds()).isFalse();
    assertThat(verdict("customer.orders.count >= 0 || 1 < 2").holds()).isTrue();
    assertThat(verdict("!(customer.orders.count >= 0 && 1 > 2)").holds()).isTrue();
    assertThat(verdict("has(customer.orders.count)").holds()).isFalse();
    assertThat(verdict("has(customer.traits.birthday)").holds()).isFalse();
    assertThat(verdict("customer.traits.plan == \"gold\"").holds()).isFalse();
    assertThat(verdict("customer.traits.plan != \"gold\"").holds()).isFalse();
  }

  @Test
  void amounts_compare_with_plain_numbers_of_the_brands_currency() {
    person.wholes.put(Field.ORDERS_NET, 12_050L);
    assertThat(verdict("customer.orders.net > 120").holds()).isTrue();
    assertThat(verdict("customer.orders.net >= 120.50").holds()).isTrue();
    assertThat(verdict("customer.orders.net > 120.50").holds()).isFalse();
    assertThat(verdict("customer.orders.net + customer.orders.net == customer.orders.net * 2"))
        .extracting(Condition.Verdict::holds)
        .isEqualTo(true);
  }

  @Test
  void a_length_of_time_ends_on_the_millisecond() {
    person.wholes.put(Field.ORDERS_LAST, NOW);
    assertThat(verdict("since(customer.orders.last) > days(365)"))
        .isEqualTo(new Condition.Verdict(false, NOW + 365 * DAY + 1, false));
    assertThat(verdict("since(customer.orders.last) >= days(365)").until())
        .isEqualTo(NOW + 365 * DAY);
    assertThat(verdict("now < customer.orders.last + hours(2)").until()).isEqualTo(NOW + 7_200_000);
  }

  @Test
  void a_window_ends_with_the_occurrence_that_matters() {
    String condition = "count(\"Product Viewed\", days(30)) >= 3";
    Occurrences views = Occurrences.NONE;
    for (int day = 0; day < 5; day++) {
      views = views.plus(new Occurrences.Once(NOW - day * DAY, 1, ""), 30 * DAY);
    }
    person.folds.add(views);
    assertThat(verdict(condition))
        .isEqualTo(new Condition.Verdict(true, NOW - 2 * DAY + 30 * DAY, false));
    assertThat(verdict(condition, NOW + 29 * DAY))
        .isEqualTo(new Condition.Verdict(false, Look.NEVER, false));
  }

  @Test
  void a_fading_score_falls_below_its_mark_at_one_instant() {
    person.tagged.put("KITCHEN", NOW);
    Condition.Verdict verdict = verdict("customer.tags[\"KITCHEN\"] >= 2");
    assertThat(verdict).isEqualTo(new Condition.Verdict(true, NOW + 60 * DAY + 1, false));
    assertThat(verdict("customer.tags.KITCHEN + customer.tags[\"CATEGORY_X\"] >= 2").until())
        .isEqualTo(NOW + 60 * DAY + 1);
  }

  @Test
  void birthdays_and_ages_turn_with_the_day_in_the_brands_zone() {
    person.traits.put("birthday", Value.of("2000-02-29"));
    assertThat(verdict("birthday(customer.traits.birthday)"))
        .isEqualTo(new Condition.Verdict(false, at("2027-02-27T23:00:00Z"), false));
    assertThat(verdict("birthday(customer.traits.birthday)", at("2028-02-29T10:00:00Z")))
        .isEqualTo(new Condition.Verdict(true, at("2028-02-29T23:00:00Z"), false));
    assertThat(verdict("age(customer.traits.birthday) >= 26"))
        .isEqualTo(new Condition.Verdict(true, at("2027-02-27T23:00:00Z"), false));
    assertThat(verdict("age(customer.traits.birthday) == 26").until())
        .isEqualTo(at("2027-02-27T23:00:00Z"));
  }

  @Test
  void an_hour_of_the_clock_change_is_as_long_as_it_is() {
    long before = at("2026-03-29T00:30:00Z");
    assertThat(verdict("hour() == 1", before))
        .isEqualTo(new Condition.Verdict(true, at("2026-03-29T01:00:00Z"), false));
    assertThat(verdict("hour() == 3", at("2026-03-29T01:00:00Z")).holds()).isTrue();
  }

  @Test
  void texts_and_lists_are_asked() {
    person.traits.put("city", Value.of("Lyon"));
    person.traits.put("likes", new Value.Many(List.of(Value.of("tea"), Value.of("coffee"))));
    person.traits.put("cups", Value.of(3));
    assertThat(verdict("customer.traits.city in [\"Lyon\", \"Paris\"]").holds()).isTrue();
    assertThat(verdict("\"tea\" in customer.traits.likes").holds()).isTrue();
    assertThat(verdict("customer.traits.city.startsWith(\"Ly\")").holds()).isTrue();
    assertThat(verdict("lower(customer.traits.city).matches(\"^l.*n$\")").holds()).isTrue();
    assertThat(verdict("customer.traits.cups > 2 && customer.traits.cups == 3.0").holds()).isTrue();
    assertThat(verdict("customer.in(\"old\") && !customer.flagged(\"left\")").holds()).isTrue();
    assertThat(verdict("customer.reachable(\"email\")").holds()).isTrue();
  }

  @Test
  void what_moves_both_ways_is_looked_at_every_hour() {
    person.wholes.put(Field.ORDERS_LAST, NOW - DAY);
    person.tagged.put("KITCHEN", NOW);
    Condition condition =
        new Compiled().condition("customer.tags[\"KITCHEN\"] * customer.tags[\"KITCHEN\"] > 3.0");
    assertThat(condition.hourly()).isTrue();
    assertThat(condition.verdict(Look.at(person, PARIS, NOW)).until()).isEqualTo(NOW + 3_600_000);
  }

  @Test
  void numbers_stop_at_the_end_of_their_range() {
    person.wholes.put(Field.ORDERS_COUNT, 3L);
    assertThat(verdict("customer.orders.count * 9223372036854775807 > 1").holds()).isTrue();
    assertThat(verdict("customer.orders.count + 9223372036854775807 > 1").holds()).isTrue();
    assertThat(verdict("-9223372036854775807 - customer.orders.count < 1").holds()).isTrue();
  }

  @Test
  void mistakes_say_where_what_and_the_nearest_name() {
    assertThat(Compiled.mistake("customer.ordrs.count > 1"))
        .isEqualTo("rules.yaml:1:16: ordrs is not known here (did you mean orders?)");
    assertThat(Compiled.mistake("customer.orders.count > \"two\""))
        .isEqualTo(
            "rules.yaml:1:30: > does not take a whole number and a text: a number is expected");
    assertThat(Compiled.mistake("sinc(now) > days(3)"))
        .isEqualTo("rules.yaml:1:12: sinc is not known here (did you mean since?)");
    assertThat(Compiled.mistake("customer.in(\"olt\")"))
        .endsWith("no segment is called olt (did you mean old?)");
    assertThat(Compiled.mistake("customer.orders.count"))
        .endsWith("a yes or no is expected here, this is a whole number");
    assertThat(Compiled.mistake("count(\"Page Viewed\", customer.known, days(3)) > 1"))
        .contains("inside a fold only the event itself is asked");
    assertThat(Compiled.mistake("\"a\".matches(\"(\")")).contains("an expression of RE2");
  }
}
