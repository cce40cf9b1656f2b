package habitue.engine.reward.earn;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.START;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Input;
import habitue.engine.Life;
import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Book;
import habitue.engine.reward.Given;
import habitue.engine.reward.Member;
import habitue.engine.reward.TierHeld;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Lot;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Reality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people bring from elsewhere, and what two colleagues give together. */
class OpeningTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          enrol: {on: Loyalty Joined}
          leave: Loyalty Left
          earn: {order: {spend: 1 per 1}}
          expires: {after: 365d, warn: 30d}
          tiers: {ladder: {bronze: 0, silver: 200, gold: 1000}}
      """;
  private static final String BALANCE = CLUB.replace("tiers: {", "tiers: {by: balance, ");

  private Life life = life(CLUB);

  private static Life life(String loyalty) {
    Fields who = Life.message("identify", "userId", "u1");
    return Life.by(Map.of("loyalty.yaml", loyalty)).happens(START.minusSeconds(60), SHOP, who);
  }

  private String asked(int day, String command, Fields details) {
    Instant now = days(day);
    life.passes(now);
    var body = new Body.Asked(command, "k" + day, "ada", details.with("programme", "club"));
    Fields outcome = life.step(recorded(now, body)).outcome();
    member().ledger().prove();
    return outcome == null ? "" : outcome.text("code").orElse("");
  }

  private Input recorded(Instant now, Body body) {
    var stamp = life.stamp(now, now, SHOP, Reality.REAL);
    return new Input.Recorded(new JournalRecord(stamp, body));
  }

  private String opens(int day, String line, int points, Fields more) {
    Fields details = more.with("id", line).with("points", points);
    return asked(day, RewardCommands.OPEN, details);
  }

  private static Fields silver(int until) {
    return said("tier", "silver", "tier_until", days(until).toString());
  }

  private void orders(int day, String id, int price) {
    Fields line = said("product_id", "pan", "quantity", 1, "price", price);
    Fields order = said("order_id", id, "products", List.of(line));
    life.passes(days(day)).track(days(day), SHOP, "Order Completed", order);
  }

  private Member member() {
    return life.state().book().member("club").orElse(Member.joined(START));
  }

  private long active() {
    return member().ledger().balances().of(Account.ACTIVE);
  }

  private String tier() {
    TierHeld held = member().tier();
    return held == null ? "" : held.name();
  }

  private List<String> moves() {
    return life.facts("Tier Reached").stream()
        .map(Fact::details)
        .map(each -> each.text("from").orElse("") + ">" + each.text("tier").orElse(""))
        .toList();
  }

  @Test
  void a_balance_makes_a_member_with_one_lot_that_says_what_it_is() {
    String expires = days(40).toString();
    assertThat(opens(0, "f.2", 750, said("expires_at", expires))).isEqualTo("done");
    assertThat(member().active()).isTrue();
    assertThat(active()).isEqualTo(750);
    Lot lot = member().ledger().lots().getFirst();
    assertThat(lot.id()).isEqualTo("opening-balance:f.2");
    assertThat(lot.terms().rule()).isEqualTo(Given.OPENING);
    assertThat(lot.terms().expiresAt()).isEqualTo(days(40));
    Fact granted = life.lastFact("Points Granted");
    assertThat(granted.because().rule()).isEqualTo("reward.club.opening-balance");
    assertThat(granted.because().words().text("author")).contains("ada");
    life.passes(days(39));
    assertThat(life.facts("Points Expiring Soon")).hasSize(1);
    life.passes(days(40));
    assertThat(active()).isZero();
  }

  @Test
  void without_a_day_points_expire_as_if_they_were_earned_today() {
    opens(0, "f.2", 10, said());
    assertThat(member().ledger().lots().getFirst().terms().expiresAt())
        .isEqualTo(Instant.parse("2027-03-02T10:00:00Z"));
  }

  @Test
  void the_same_line_is_opened_once_and_another_file_not_at_all() {
    assertThat(opens(0, "f.2", 750, said())).isEqualTo("done");
    assertThat(opens(50, "f.2", 750, said())).isEqualTo("done");
    assertThat(active()).isEqualTo(750);
    assertThat(opens(51, "g.2", 700, silver(90))).isEqualTo("already_opened");
    assertThat(active()).isEqualTo(750);
    assertThat(tier()).isEqualTo("bronze");
  }

  @Test
  void points_from_elsewhere_count_for_no_tier_but_by_the_balance() {
    opens(0, "f.2", 5_000, said());
    assertThat(tier()).isEqualTo("bronze");
    life = life(BALANCE);
    opens(0, "f.2", 5_000, said());
    assertThat(tier()).isEqualTo("gold");
  }

  @Test
  void a_tier_from_elsewhere_holds_until_its_end_whatever_is_earned() {
    opens(0, "f.2", 10, silver(100));
    assertThat(tier()).isEqualTo("silver");
    orders(10, "o1", 20);
    orders(20, "o2", 1_500);
    assertThat(tier()).isEqualTo("gold");
    life.passes(days(30)).track(days(30), SHOP, "Order Cancelled", said("order_id", "o2"));
    assertThat(tier()).isEqualTo("silver");
    life.passes(days(99));
    assertThat(tier()).isEqualTo("silver");
    life.passes(days(100));
    assertThat(tier()).isEqualTo("bronze");
    assertThat(moves()).containsExactly(">silver", "silver>gold", "gold>silver", "silver>bronze");
    assertThat(life.state().book().next()).isEqualTo(days(335));
  }

  @Test
  void a_tier_that_was_earned_meanwhile_is_kept_at_its_end() {
    opens(0, "f.2", 0, silver(100));
    assertThat(member().ledger().lots()).isEmpty();
    orders(90, "o1", 300);
    life.passes(days(101));
    assertThat(tier()).isEqualTo("silver");
    assertThat(moves()).containsExactly(">silver");
  }

  @Test
  void by_the_balance_too_a_tier_from_elsewhere_holds_until_its_end() {
    life = life(BALANCE);
    opens(0, "f.2", 10, silver(100));
    assertThat(tier()).isEqualTo("silver");
    orders(1, "o1", 400);
    assertThat(asked(2, RewardCommands.ADJUST, said("points", -400, "reason", "x")))
        .isEqualTo("done");
    assertThat(tier()).isEqualTo("silver");
    life.passes(days(100));
    assertThat(tier()).isEqualTo("bronze");
    assertThat(moves()).containsExactly(">silver", "silver>bronze");
  }

  @Test
  void a_tier_without_an_end_holds_for_a_window() {
    opens(0, "f.2", 1, said("tier", "gold"));
    life.passes(days(364));
    assertThat(tier()).isEqualTo("gold");
    life.passes(days(365).plusSeconds(90_000));
    assertThat(tier()).isEqualTo("bronze");
  }

  @Test
  void a_tier_that_is_not_there_opens_nothing() {
    assertThat(opens(0, "f.2", 10, said("tier", "platinum"))).isEqualTo("unknown_tier");
    assertThat(life.state().book()).isEqualTo(Book.EMPTY);
  }

  @Test
  void who_left_is_given_what_they_had_and_stays_away() {
    life.track(days(0), SHOP, "Loyalty Joined", said());
    life.track(days(1), SHOP, "Loyalty Left", said());
    opens(2, "f.2", 10, said());
    assertThat(member().active()).isFalse();
    assertThat(active()).isEqualTo(10);
  }

  @Test
  void what_waits_for_a_second_person_changes_nothing_and_both_are_named_once_it_is_done() {
    Fields wish = said("points", 9_000, "reason", "a lost card");
    assertThat(asked(0, RewardCommands.ASK, wish)).isEqualTo("asked");
    assertThat(life.commitments()).isEmpty();
    asked(1, RewardCommands.ADJUST, wish.with("asked_by", "bob"));
    assertThat(active()).isEqualTo(9_000);
    Fields words = life.lastFact("Points Granted").because().words();
    assertThat(words.text("key")).contains("reward.given-by-two");
    assertThat(words.text("author")).contains("bob");
    assertThat(words.text("approver")).contains("ada");
  }

  @Test
  void a_book_is_read_back_folds_from_its_commitments_and_is_given_to_a_rehearsal() {
    opens(0, "f.2", 750, silver(100));
    orders(1, "o1", 20);
    var behaviour = new CustomerBehaviour();
    var parts = new ArrayList<byte[]>();
    for (int part = 0; part < behaviour.parts(); part++) {
      parts.add(behaviour.write(life.state(), part));
    }
    CustomerState read = behaviour.read(life.state().id(), parts.toArray(byte[][]::new));
    assertThat(read.book()).isEqualTo(life.state().book());
    assertThat(folded(life.commitments())).isEqualTo(life.state().book());
    Member given = folded(Given.of(life.commitments())).member("club").orElseThrow();
    assertThat(given.ledger().balances().of(Account.ACTIVE)).isEqualTo(750);
    assertThat(given.assured()).isEqualTo(new TierHeld("silver", days(0), days(100)));
  }

  private Book folded(List<Commitment> commitments) {
    CustomerState state = CustomerState.empty(life.state().id());
    for (Commitment made : commitments) {
      state = life.behaviour().commit(state, made);
    }
    return state.book();
  }
}
