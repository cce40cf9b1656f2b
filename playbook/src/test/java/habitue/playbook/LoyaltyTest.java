package habitue.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.playbook.plan.Programme;
import habitue.playbook.yaml.Mistake;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a programme may not be, each said where it stands. */
class LoyaltyTest {
  private static final String EARN = "earn: {order: {spend: 1 per 1}}\n";

  private static List<String> mistakes(String programme) {
    String text = "loyalty:\n  club:\n" + programme.indent(4);
    var reading = Playbook.read(PlaybookFiles.of(Map.of("loyalty.yaml", text)));
    return reading instanceof Playbook.Reading.Bad(List<Mistake> mistakes)
        ? mistakes.stream().map(Mistake::toString).toList()
        : List.of();
  }

  private static void wrong(String programme, String said) {
    assertThat(mistakes("counts from: 2026-01-01\n" + programme))
        .as(programme)
        .isNotEmpty()
        .anySatisfy(mistake -> assertThat(mistake).startsWith("loyalty.yaml:").contains(said));
  }

  @Test
  void a_programme_may_be_short() {
    assertThat(mistakes("counts from: 2026-01-01\n" + EARN)).isEmpty();
  }

  @Test
  void points_are_whole_and_above_nothing() {
    wrong("earn: {order: {on: Order Completed, points: -5}}", "a whole number from 1");
    wrong("earn: {order: {on: Order Completed, points: 2.5}}", "a whole number from 1");
    wrong("earn: {order: {spend: 0 per 1}}", "whole points for so much");
    wrong("earn: {order: {spend: 1 per 0}}", "whole points for so much");
    wrong("earn: {order: {spend: 999999 per 0.0001}}", "no more than 1000000 points");
    wrong("earn: {order: {spend: 1 per 1, points: 5}}", "either points: 50 or spend: 1 per 1");
  }

  @Test
  void what_a_point_is_worth_is_above_nothing() {
    assertThat(mistakes("counts from: 2026-01-01\npoint worth: 0.01\n" + EARN)).isEmpty();
    wrong(EARN + "point worth: 0", "a number above 0");
    wrong(EARN + "point worth: a cent", "a number above 0");
  }

  @Test
  void some_are_held_out_never_most() {
    for (String share : List.of("5%", "0.5 %", "50%")) {
      assertThat(mistakes("counts from: 2026-01-01\nholdout: " + share + "\n" + EARN)).isEmpty();
    }
    for (String share : List.of("0%", "51%", "5", "-5%", "0.001%", "some")) {
      wrong(EARN + "holdout: " + share, "holdout: 5%");
    }
    wrong(EARN + "holdot: 5%", "holdout");
  }

  @Test
  void nothing_pays_without_end() {
    wrong("earn: {review: {on: Product Reviewed, points: 5}}", "limit: 3 per 30d");
    wrong("earn: {review: {on: Product Reviewed, points: 5, limit: often}}", "so many times");
  }

  @Test
  void tiers_do_not_overlap() {
    wrong(EARN + "tiers: {ladder: {bronze: 10}}", "the first tier begins at 0");
    wrong(EARN + "tiers: {ladder: {bronze: 0, silver: 5, gold: 5}}", "above the one before it");
    wrong(EARN + "tiers: {ladder: {bronze: 0, silver: 5, gold: 4}}", "above the one before it");
    wrong(
        EARN + "tiers: {ladder: {bronze: 0}}\nrewards: {mug: {points: 5, tier: bronz}}", "bronze?");
  }

  @Test
  void what_can_be_reached_is_said_whole() {
    String head = EARN + "challenges:\n  it: ";
    wrong(head + "{points: 5}", "when: a condition is expected");
    wrong(head + "{when: customer.orders.count > 2}", "points: what it earns, or badge: true");
    wrong(head + "{streak: often, on: Order Completed, points: 5}", "3 months in a row");
    wrong(head + "{streak: 90 months in a row, on: Order Completed, points: 5}", "from 2 to 60");
    wrong(
        head
            + "{streak: 3 weeks in a row, on: Order Completed, where: event.order.gros > 1, points: 5}",
        "net");
    wrong(head + "{when: customer.won(\"that\"), points: 5}", "no challenge is called that");
    wrong(EARN + "birthday: many", "a whole number from 1");
    assertThat(
            mistakes(
                "counts from: 2026-01-01\n"
                    + head
                    + "{streak: 3 weeks in a row, on: Order Completed, where: event.order.net > 1, points: 5}"))
        .isEmpty();
  }

  @Test
  void a_reward_says_who_may_have_it_and_how_many_there_are() {
    wrong(EARN + "rewards: {mug: {stock: 5}}", "points: what it costs");
    wrong(EARN + "rewards: {mug: {points: 5, stock: some}}", "a whole number from 0");
    wrong(EARN + "rewards: {mug: {points: 5, limit: once}}", "so many times");
    wrong(EARN + "rewards: {mug: {points: 5, codes: club}}", "how each code begins");
    wrong(EARN + "rewards: {mug: {points: 5, lasts: 30d}}", "it belongs to codes:");
    wrong(EARN + "rewards: {mug: {points: 5, when: customer.in(\"nobody\")}}", "nobody");
    assertThat(
            mistakes(
                "counts from: 2026-01-01\n"
                    + EARN
                    + "rewards: {mug: {points: 5, stock: 3, limit: 1 per 1y, codes: CLUB, lasts: 30d,"
                    + " when: customer.orders.count > 1}}"))
        .isEmpty();
  }

  @Test
  void what_is_missing_or_unknown_is_said_with_what_is_meant() {
    assertThat(mistakes(EARN)).singleElement().asString().contains("counts from: 2026-01-01");
    wrong("enrol: everybody\n" + EARN, "enrol: everyone");
    wrong("earn: {order: {spend: 1 per 1, when: customer.order.count > 1}}", "order");
    wrong("earn: {order: {spend: 1 per 1, pendin: 4d}}", "pending");
    wrong(
        "earn: {like: {on: Liked, points: 5, limit: 1 per 1d, only: 'event.product.id == \"a\"'}}",
        "only: is asked of an order's products");
    wrong(EARN + "expires: soon", "length of time");
  }

  @Test
  void what_is_given_for_a_friend_is_said_in_full() {
    String referral = EARN + "referral: ";
    assertThat(mistakes("counts from: 2026-01-01\n" + referral + "{points: 500}")).isEmpty();
    assertThat(
            mistakes(
                "counts from: 2026-01-01\n"
                    + referral
                    + "{points: 500, friend: 200, pending: 30d, limit: 10 per 1y,"
                    + " velocity: 3 per 1d, review: [same-household, velocity],"
                    + " when: event.order.net > 20, link: 'https://shop.example/?ref='}"))
        .isEmpty();
    wrong(referral + "{friend: 200}", "what a member gets for a friend");
    wrong(referral + "{points: 0}", "a whole number from 1");
    wrong(referral + "{points: 5, limit: 10}", "so many times in a length of time");
    wrong(referral + "{points: 5, link: shop.example}", "the address before a code");
    wrong(referral + "{points: 5, review: [same-hous]}", "same-hous is not known here");
    wrong(referral + "{points: 5, when: event.order.net >}", "loyalty.yaml:5:");
    wrong(
        "earn: {referral: {on: Referred, points: 5, limit: 1 per 1d}}\nreferral: {points: 5}",
        "the programme itself gives points by this name");
  }

  @Test
  void all_that_gives_points_has_a_name_of_its_own() {
    String gives = "{on: Product Reviewed, points: 5, limit: 1 per 1d}";
    String met = "{when: customer.orders.count > 2, points: 5}";
    for (String name :
        List.of("by-hand", "opening-balance", "birthday", "referral", "referral-friend")) {
      wrong("earn: {" + name + ": " + gives + "}", "gives points by this name");
      wrong(EARN + "surprises: {" + name + ": " + gives + "}", "gives points by this name");
      wrong(EARN + "challenges: {" + name + ": " + met + "}", "gives points by this name");
    }
    wrong(EARN + "challenges: {order: " + met + "}", "what earn: gives has this name already");
    wrong(
        EARN + "surprises: {it: " + gives + "}\nchallenges: {it: " + met + "}",
        "what surprises: gives has this name already");
    assertThat(mistakes("counts from: 2026-01-01\n" + EARN + "challenges: {order: " + met + "}"))
        .containsExactly("loyalty.yaml:5:25: order: what earn: gives has this name already");
  }

  @Test
  void an_order_and_other_events_need_two_rules() {
    String rule = "{on: [Order Completed, Newsletter Read], points: 7, limit: 1 per 1d}}";
    wrong("earn: {order: " + rule, "two rules");
    wrong(EARN + "surprises: {delight: " + rule, "two rules");
  }

  @Test
  void it_is_told_before_points_expire_and_after_they_were_earned() {
    right("expires: {after: 60d, warn: 59d}");
    right("expires: {end of: month, warn: 7d}");
    wrong(EARN + "expires: {after: 30d, warn: 60d}", "shorter than they live");
    wrong(EARN + "expires: {after: 1y, warn: 365d}", "shorter than they live");
    wrong(EARN + "expires: {end of: month, warn: 31d}", "shorter than they live");
  }

  @Test
  void what_points_live_on_by_is_said_with_from_activity() {
    right("expires: {after: 1y, from: activity}");
    right("expires: {after: 1y, from: activity, on: [Order Completed, Store Visited]}");
    wrong(EARN + "expires: {after: 1y, from: activities}", "activity");
    wrong(EARN + "expires: {after: 1y, on: Store Visited}", "it belongs to from: activity");
  }

  @Test
  void what_a_tier_brings_has_a_name_and_a_kind() {
    String ladder = "tiers: {by: spend, ladder: {bronze: {from: 0, benefits: ";
    right(ladder + "{alterations: service, gift-wrapping: {kind: gift, label: {en: Wrapping}}}}}}");
    wrong(EARN + ladder + "{alterations: servic}}}}", "service");
    wrong(EARN + ladder + "{Alterations: service}}}}", "small letters");
    wrong(EARN + ladder + "{ten: amount}}}}", "an amount off is a reward's");
    wrong(EARN + "exclude: customer.benefit(\"wrapping\")", "no benefit is called wrapping");
    wrong(EARN + "tiers: {by: spent, ladder: {bronze: 0}}", "spend");
  }

  @Test
  void who_may_take_part_is_said_whole() {
    String enrol = "enrol: {on: Loyalty Joined, ";
    right(enrol + "minimum age: 16, unknown age: allowed, conditions: \"2026-03\"}");
    right("exclude: customer.traits.staff == true");
    right("enrol: {everyone: true, on: Loyalty Joined}");
    wrong(EARN + "enrol: {everyone: true}", "the event by which who left comes back");
    wrong(EARN + "enrol: {everyone: false, on: Loyalty Joined}", "everyone: true");
    wrong(EARN + "enrol: {everyone: true, on: Loyalty Joined, minimum age: 16}", "minimum age");
    wrong(EARN + enrol + "minimum age: young}", "a whole number from 1");
    wrong(EARN + enrol + "unknown age: allowed}", "belongs to minimum age");
    wrong(EARN + enrol + "minimum age: 16, unknown age: maybe}", "allowed");
    wrong(EARN + enrol + "conditions: \"\"}", "the version of the conditions");
    wrong(EARN + "exclude: customer.trait.staff", "trait");
  }

  @Test
  void an_amount_off_says_how_much() {
    right("rewards: {ten: {points: 500, kind: amount, off: 10}}");
    wrong(EARN + "rewards: {ten: {points: 500, kind: amount}}", "how much money off");
    wrong(EARN + "rewards: {ten: {points: 500, kind: amount, off: 0}}", "a number above 0");
    wrong(EARN + "rewards: {ten: {points: 500, off: 10}}", "belongs to kind: amount");
  }

  @Test
  void where_there_is_nothing_to_choose_from_that_is_said() {
    wrong(
        EARN + "rewards: {mug: {points: 5, tier: gold}}",
        "gold is not known here: none is written yet");
    wrong("earn: {order: {spend: 1 per 1, budget: launch}}", "none is written yet");
  }

  private static void right(String programme) {
    assertThat(mistakes("counts from: 2026-01-01\n" + EARN + programme)).as(programme).isEmpty();
  }

  @Test
  void a_rule_draws_on_a_budget_there_is() {
    String budgets = "budgets: {launch: {points: 100, per: 1y}, small: 5}\n";
    assertThat(
            mistakes(
                "counts from: 2026-01-01\n"
                    + budgets
                    + "earn: {order: {spend: 1 per 1, budget: launch}}\n"
                    + "challenges: {many: {when: customer.orders.count > 2, points: 5, budget: small}}"))
        .isEmpty();
    wrong(budgets + "earn: {order: {spend: 1 per 1, budget: lunch}}", "launch");
    wrong(EARN + "budgets: {launch: {per: 1y}}", "points: how many there are");
    wrong(EARN + "budgets: {launch: {points: 1, per: 0d}}", "a day or more");
    wrong(EARN + "budgets: {launch: -1}", "a whole number from 0");
  }

  @Test
  void a_surprise_has_a_limit_and_a_chance_of_so_many() {
    String one = EARN + "surprises: {delight: {on: Product Reviewed, points: 5, ";
    assertThat(mistakes("counts from: 2026-01-01\n" + one + "chance: 1 in 20, limit: 1 per 90d}}"))
        .isEmpty();
    wrong(one + "chance: 1 in 20}}", "limit: how often at most");
    wrong(one + "chance: 3 in 2, limit: 1 per 90d}}", "such as 1 in 20");
    wrong(one + "chance: 5%, limit: 1 per 90d}}", "such as 1 in 20");
    wrong(one + "spend: 1 per 1, limit: 1 per 90d}}", "spend");
    wrong(
        EARN + "surprises: {order: {on: Product Reviewed, points: 5, limit: 1 per 90d}}",
        "has this name already");
  }

  @Test
  void what_is_a_gift_card_is_a_condition_on_a_product() {
    String counts = "counts from: 2026-01-01\n" + EARN;
    assertThat(mistakes(counts + "gift cards: earn")).isEmpty();
    assertThat(mistakes(counts + "gift cards: event.product.category == \"Bons\"")).isEmpty();
    wrong(EARN + "gift cards: event.product.categry == \"Bons\"", "category");
  }

  /** A period begins on the day the programme counts from, and each next one so long after it. */
  @Test
  void each_day_is_in_one_period_of_a_budget() {
    Programme programme = programme("2026-01-31", "1m");
    assertThat(purses(programme, "2026-01-31", "2026-02-27", "2026-02-28", "2026-03-30"))
        .containsExactly("all/2026-01-31", "all/2026-01-31", "all/2026-02-28", "all/2026-02-28");
    assertThat(purses(programme("2026-01-01", "10d"), "2026-01-10", "2026-01-11", "2036-01-01"))
        .containsExactly("all/2026-01-01", "all/2026-01-11", "all/2035-12-30");
  }

  private static Programme programme(String counts, String per) {
    String text =
        "loyalty: {club: {counts from: %s, earn: {order: {spend: 1 per 1}}, budgets: {all: {points: 5, per: %s}}}}"
            .formatted(counts, per);
    var reading = Playbook.read(PlaybookFiles.of(Map.of("loyalty.yaml", text)));
    return ((Playbook.Reading.Good) reading).playbook().plan().programmes().getFirst();
  }

  private static List<String> purses(Programme programme, String... days) {
    return Stream.of(days)
        .map(day -> programme.purse(programme.budgets().getFirst(), LocalDate.parse(day)))
        .toList();
  }
}
