package habitue.engine.reward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.engine.reward.ledger.Decision.Granted;
import habitue.engine.reward.ledger.Decision.Reason;
import habitue.engine.reward.ledger.Decision.Refused;
import habitue.model.Strand;
import habitue.playbook.plan.Programme.Shortfall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ledger in small examples; {@link LedgerReferenceTest} looks for what nobody thought of. */
class TellerTest {
  private static final Strand STRAND = new Strand(1);
  private static final Instant MARCH = Instant.parse("2026-03-01T10:00:00Z");

  private final List<Posting> postings = new ArrayList<>();
  private Ledger ledger = Ledger.EMPTY;

  private static Instant days(long after) {
    return MARCH.plus(Duration.ofDays(after));
  }

  private void post(Decision decision) {
    assertThat(decision).isInstanceOf(Granted.class);
    if (decision instanceof Granted(Posting posting)) {
      postings.add(posting);
      ledger = ledger.post(posting, STRAND);
      ledger.prove();
    }
  }

  private void refused(Decision decision, Reason reason) {
    assertThat(decision).isEqualTo(new Refused(reason));
  }

  /** Active at once, for a hundred days. */
  private Decision order(String id, Instant at, long... lines) {
    var parts = new ArrayList<Part>();
    for (long points : lines) {
      parts.add(new Part("line " + parts.size(), 0, points, 0));
    }
    var terms = new Terms(STRAND, "orders", "", at, at, at.plus(Duration.ofDays(100)), null);
    return Teller.award(ledger, id, terms, parts, at);
  }

  private long in(Account account) {
    return ledger.balances().of(account);
  }

  @Test
  void what_expires_first_is_spent_first_and_comes_back_with_its_old_expiry() {
    post(order("late", days(10), 30));
    post(order("early", days(0), 20));
    post(Teller.spend(ledger, "mug", 25, days(20)));
    assertThat(ledger.lot("early").orElseThrow().active()).isZero();
    assertThat(ledger.lot("late").orElseThrow().active()).isEqualTo(25);
    post(Teller.restore(ledger, "mug", days(101)));
    assertThat(in(Account.EXPIRED)).as("nobody cancels to gain time").isEqualTo(20);
    assertThat(in(Account.ACTIVE)).isEqualTo(30);
  }

  @Test
  void a_refund_takes_its_lines_points_as_awarded_and_no_more() {
    post(order("o1", days(0), 30, 12));
    post(Teller.reverse(ledger, "o1", List.of(0L, 6L), Shortfall.NEGATIVE, days(1)));
    assertThat(in(Account.REVERSED)).isEqualTo(6);
    for (int again = 0; again < 500; again++) {
      post(Teller.reverse(ledger, "o1", List.of(0L, 12L), Shortfall.NEGATIVE, days(2)));
    }
    assertThat(in(Account.REVERSED)).as("said 500 times").isEqualTo(12);
    assertThat(in(Account.ACTIVE)).isEqualTo(30);
  }

  @Test
  void points_spent_before_their_refund_are_made_good_by_later_ones() {
    post(order("o1", days(0), 30));
    post(Teller.spend(ledger, "mug", 25, days(1)));
    post(Teller.reverse(ledger, "o1", List.of(30L), Shortfall.NEGATIVE, days(2)));
    assertThat(in(Account.NEGATIVE)).isEqualTo(-25);
    post(order("o2", days(3), 40));
    assertThat(in(Account.NEGATIVE)).isZero();
    assertThat(in(Account.ACTIVE)).isEqualTo(15);
    post(Teller.restore(ledger, "mug", days(4)));
    assertThat(in(Account.ACTIVE)).as("the debt is none any more").isEqualTo(40);
    assertThat(ledger.balances().issued()).isEqualTo(70);
  }

  @Test
  void what_was_let_be_is_taken_when_it_comes_back() {
    post(order("o1", days(0), 30));
    post(Teller.spend(ledger, "mug", 30, days(1)));
    post(Teller.reverse(ledger, "o1", List.of(30L), Shortfall.FORGIVE, days(2)));
    assertThat(in(Account.REVERSED)).isZero();
    post(Teller.restore(ledger, "mug", days(3)));
    assertThat(in(Account.ACTIVE)).isZero();
    assertThat(in(Account.REVERSED)).isEqualTo(30);
  }

  @Test
  void points_that_expired_are_not_reversed_again() {
    post(order("o1", days(0), 30));
    post(Teller.spend(ledger, "mug", 10, days(1)));
    post(Teller.reverse(ledger, "o1", List.of(30L), Shortfall.OWE, days(200)));
    assertThat(in(Account.EXPIRED)).isEqualTo(20);
    assertThat(in(Account.OWED)).isEqualTo(-10);
    assertThat(in(Account.REVERSED)).isEqualTo(10);
  }

  @Test
  void nothing_is_done_twice_and_nothing_beyond_what_is_there() {
    post(order("o1", days(0), 30));
    post(order("o1", days(0), 30));
    assertThat(ledger.balances().issued()).isEqualTo(30);
    refused(Teller.spend(ledger, "mug", 31, days(1)), Reason.TOO_FEW_POINTS);
    refused(Teller.spend(ledger, "mug", 0, days(1)), Reason.BAD_POINTS);
    post(Teller.spend(ledger, "mug", 5, days(1)));
    post(Teller.spend(ledger, "mug", 5, days(1)));
    assertThat(in(Account.SPENT)).isEqualTo(5);
    refused(Teller.spend(ledger, "mug", 6, days(1)), Reason.ID_TAKEN);
    post(Teller.restore(ledger, "mug", days(2)));
    refused(Teller.restore(ledger, "mug", days(2)), Reason.ALREADY_REVERSED);
    refused(Teller.restore(ledger, "bag", days(2)), Reason.UNKNOWN_REDEMPTION);
    refused(
        Teller.reverse(ledger, "o9", List.of(1L), Shortfall.OWE, days(2)), Reason.UNKNOWN_AWARD);
  }

  @Test
  void of_two_told_apart_each_has_their_own() {
    post(order("ann's", days(0), 30));
    post(order("bob's", days(1), 20));
    post(Teller.spend(ledger, "mug", 40, days(2)));
    Posting anns = postings.get(0);
    Posting bobs = postings.get(1);
    Posting mug = postings.get(2);
    Ledger ann = Ledger.EMPTY.post(anns, STRAND).post(mug, STRAND);
    Ledger bob = Ledger.EMPTY.post(bobs, STRAND);
    assertThat(bob.balances().of(Account.ACTIVE)).isEqualTo(20);
    assertThat(ann.balances().of(Account.SPENT)).isEqualTo(40);
    assertThat(ann.balances().of(Account.NEGATIVE)).as("charged to who spent").isEqualTo(-10);
    ann.prove();
    bob.prove();
    assertThat(ann.balances().issued() + bob.balances().issued()).isEqualTo(50);
  }

  private static Posting award(Ledger to, Strand strand, Instant at, long points) {
    var terms = new Terms(strand, "orders", "uk/1", at, at, at.plus(Duration.ofDays(100)), null);
    return granted(Teller.award(to, "order/uk/1", terms, List.of(new Part("", 0, points, 0)), at));
  }

  private static Posting granted(Decision decision) {
    if (decision instanceof Granted(Posting posting)) {
      return posting;
    }
    throw new AssertionError(decision);
  }

  @Test
  void one_order_told_of_two_people_is_two_awards_once_they_are_joined() {
    var bobs = new Strand(2);
    Posting first = award(Ledger.EMPTY, STRAND, days(0), 30);
    Ledger ann = Ledger.EMPTY.post(first, STRAND);
    Posting second = award(Ledger.EMPTY, bobs, days(1), 20);
    Ledger bob = Ledger.EMPTY.post(second, bobs);
    Posting mug = granted(Teller.spend(ann, "mug", 10, days(2)));
    Posting pin = granted(Teller.spend(bob, "pin", 15, days(3)));
    Ledger joined = Ledger.EMPTY.post(first, STRAND).post(mug, STRAND);
    joined = joined.post(second, bobs).post(pin, bobs);
    joined.prove();
    assertThat(joined.lots().stream().map(Lot::active)).containsExactly(20L, 5L);
    assertThat(joined.post(award(joined, bobs, days(4), 20), bobs)).as("once").isEqualTo(joined);

    Posting bag = granted(Teller.spend(joined, "bag", 22, days(5)));
    Ledger spent = joined.post(bag, bobs);
    assertThat(spent.lots().stream().map(Lot::active)).containsExactly(0L, 3L);
    Posting undone = granted(Teller.restore(spent, "mug", days(6)));
    assertThat(spent.post(undone, STRAND).lots().getFirst().active()).isEqualTo(10);

    Ledger annsAgain = ann.post(mug, STRAND);
    Ledger bobsAgain = bob.post(pin, bobs).post(bag, bobs);
    annsAgain.prove();
    bobsAgain.prove();
    assertThat(annsAgain.balances().outstanding()).as("told apart, hers are hers").isEqualTo(20);
    assertThat(bobsAgain.balances().outstanding()).as("2 of his own, 20 of hers").isEqualTo(-17);
    assertThat(bobsAgain.lots().getFirst().active()).isEqualTo(3);
  }

  @Test
  void of_a_long_life_only_sums_are_kept_and_no_award_is_granted_twice() {
    int awards = Retired.LOTS + Retired.STEP + 300;
    for (int i = 0; i < awards; i++) {
      post(order("o" + i, days(i), 2));
      post(Teller.spend(ledger, "s" + i, 1, days(i)));
      ledger = ledger.tidied();
      ledger.prove();
    }
    assertThat(ledger.lots()).hasSizeLessThanOrEqualTo(Retired.LOTS + Retired.STEP + 1);
    assertThat(ledger.spends()).hasSizeLessThanOrEqualTo(Retired.SPENDS + Retired.STEP + 1);
    assertThat(ledger.lot("o0")).isEmpty();
    assertThat(ledger.balances().issued()).isEqualTo(2L * awards);
    Ledger before = ledger;
    post(order("o0", days(awards), 2));
    assertThat(ledger.balances()).isEqualTo(before.balances());
    refused(Teller.restore(ledger, "s0", days(awards)), Reason.UNKNOWN_REDEMPTION);
  }

  @Test
  void a_posting_that_does_not_add_up_is_refused_whole() {
    post(order("o1", days(0), 30));
    var tooMuch =
        Posting.of(
            Posting.Kind.SPEND, "mug", List.of(new Move("o1", Account.ACTIVE, Account.SPENT, 31)));
    assertThatThrownBy(() -> ledger.post(tooMuch, STRAND)).isInstanceOf(BrokenLedger.class);
    assertThatThrownBy(() -> new Move("o1", Account.ACTIVE, Account.SPENT, -1))
        .isInstanceOf(BrokenLedger.class);
    assertThat(in(Account.ACTIVE)).isEqualTo(30);
  }
}
