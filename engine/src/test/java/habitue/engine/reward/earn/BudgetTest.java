package habitue.engine.reward.earn;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.START;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Binding;
import habitue.engine.Input;
import habitue.engine.Life;
import habitue.engine.Send;
import habitue.engine.reward.Book;
import habitue.engine.reward.BookCodec;
import habitue.engine.reward.Member;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.share.Budget;
import habitue.engine.reward.share.BudgetBehaviour;
import habitue.engine.reward.share.Sharing;
import habitue.model.Body;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Reality;
import habitue.model.SharedId;
import habitue.model.Stamp;
import habitue.model.Strand;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Awards that draw on a budget, surprises, and gift cards. */
class BudgetTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          budgets:
            launch: {points: 100}
            yearly: {points: 50, per: 1y}
          earn:
            order: {spend: 1 per 1, budget: launch}
            review: {on: Product Reviewed, points: 40, limit: 2 per 30d, budget: yearly}
      """;

  private final BudgetBehaviour behaviour = new BudgetBehaviour();
  private final Map<SharedId, Budget> budgets = new HashMap<>();
  private Life life = known(CLUB);

  private static Life known(String loyalty) {
    Fields who = Life.message("identify", "userId", "u1");
    return Life.by(Map.of("loyalty.yaml", loyalty)).happens(START.minusSeconds(60), SHOP, who);
  }

  /** Without the budget's answer. */
  private void told(int day, String name, Fields said) {
    life.passes(days(day)).track(days(day), SHOP, name, said);
    member().ledger().prove();
  }

  private void happens(int day, String name, Fields said) {
    told(day, name, said);
    deliver(days(day));
  }

  private void order(int day, String id, int price) {
    happens(day, "Order Completed", placed(id, price));
  }

  private static Fields placed(String id, int price) {
    Fields line = said("product_id", "pan", "quantity", 1, "price", price);
    return said("order_id", id, "products", List.of(line));
  }

  /** Until nobody waits for anything. */
  private void deliver(Instant now) {
    List<Send> letters = life.letters();
    while (!letters.isEmpty()) {
      for (Send letter : letters) {
        SharedId id = (SharedId) letter.to();
        for (Send answer : asked(id, letter, now)) {
          life.record(stamp(now), new Body.Delivered(id, answer.name(), answer.details()));
          member().ledger().prove();
        }
      }
      letters = life.letters();
    }
  }

  private List<Send> asked(SharedId id, Send letter, Instant now) {
    var told = new Body.Delivered(life.state().id(), letter.name(), letter.details());
    var input = new Input.Recorded(new JournalRecord(stamp(now), told));
    var place = new Binding.Place(id, List.of(new Strand(9)), input, now, 1);
    Budget before = budgets.getOrDefault(id, behaviour.initial(id));
    Binding<Budget> bound = Binding.of(behaviour, life.context(), before, place);
    budgets.put(id, behaviour.read(id, new byte[][] {behaviour.write(bound.state(), 0)}));
    return bound.sends();
  }

  private Stamp stamp(Instant now) {
    return life.stamp(now, now, SHOP, Reality.REAL);
  }

  private Member member() {
    return life.state().book().member("club").orElse(Member.joined(START));
  }

  private long active() {
    return member().ledger().balances().of(Account.ACTIVE);
  }

  private long out(String purse) {
    var id = new SharedId("budget", "club/" + purse);
    return budgets.getOrDefault(id, behaviour.initial(id)).out();
  }

  private List<String> refused() {
    return life.facts("Points Refused").stream()
        .map(fact ->
            fact.details().text("award").orElseThrow()
                + " "
                + fact.details().number("points").orElseThrow()
                + " "
                + fact.details().text("budget").orElseThrow())
        .toList();
  }

  @Test
  void an_award_is_granted_while_its_budget_has_enough_and_what_comes_back_is_there_again() {
    order(0, "o1", 60);
    assertThat(active()).isEqualTo(60);
    order(1, "o2", 50);
    assertThat(active()).as("40 are left: an award is given whole or not at all").isEqualTo(60);
    assertThat(refused()).containsExactly("order/uk/o2 50 launch");
    assertThat(life.lastFact("Points Refused").because().words().text("key"))
        .contains("reward.budget-spent");
    happens(2, "Order Refunded", said("order_id", "o1", "amount", 20));
    assertThat(out("launch")).isEqualTo(40);
    order(3, "o3", 60);
    assertThat(active()).isEqualTo(100);
    assertThat(out("launch")).isEqualTo(100);
    assertThat(member().claims()).isEmpty();
  }

  @Test
  void what_is_granted_has_the_cause_of_what_earned_it() {
    order(0, "o1", 60);
    assertThat(life.lastFact("Points Granted").because().cause()).isEqualTo("Order Completed");
    assertThat(life.lastFact("Points Granted").because().words().text("key"))
        .contains("reward.earned");
  }

  @Test
  void nothing_is_granted_before_the_budget_says_so_and_nothing_is_claimed_twice() {
    told(0, "Order Completed", placed("o1", 60));
    told(0, "Order Updated", placed("o1", 60));
    assertThat(active()).isZero();
    assertThat(member().claims()).hasSize(1);
    Book book = life.state().book();
    assertThat(BookCodec.read(BookCodec.write(book))).isEqualTo(book);
    assertThat(life.facts("Points Granted")).isEmpty();
    deliver(days(0));
    assertThat(active()).isEqualTo(60);
    Book granted = life.state().book();
    assertThat(BookCodec.read(BookCodec.write(granted))).isEqualTo(granted);
  }

  @Test
  void an_order_that_comes_back_or_grows_before_the_budget_answers_is_granted_as_it_stands() {
    told(0, "Order Completed", placed("o1", 60));
    told(0, "Order Cancelled", said("order_id", "o1"));
    deliver(days(0));
    assertThat(active()).isZero();
    assertThat(out("launch")).isZero();
    told(1, "Order Completed", placed("o2", 30));
    told(1, "Order Updated", placed("o2", 45));
    deliver(days(1));
    assertThat(active()).isEqualTo(45);
    happens(2, "Order Refunded", said("order_id", "o2", "amount", 45));
    assertThat(active()).isZero();
    assertThat(out("launch")).isZero();
  }

  @Test
  void points_that_live_on_are_still_their_budgets() {
    life = known(CLUB + "    expires: {after: 1y, from: activity}\n");
    order(0, "o1", 60);
    happens(10, "Order Completed", placed("o2", 10));
    assertThat(member().ledger().lots())
        .allSatisfy(lot -> assertThat(lot.terms().budget()).isEqualTo("launch"));
    assertThat(out("launch")).isEqualTo(70);
    happens(20, "Order Refunded", said("order_id", "o1", "amount", 60));
    assertThat(out("launch")).isEqualTo(10);
  }

  @Test
  void what_was_delivered_before_the_budget_answers_is_active_at_once() {
    life = known(CLUB.replace("budget: launch}", "budget: launch, pending: delivered}"));
    told(0, "Order Completed", placed("o1", 60));
    told(1, "Order Delivered", said("order_id", "o1"));
    deliver(days(1));
    assertThat(active()).isEqualTo(60);
  }

  @Test
  void each_period_has_its_own_and_what_comes_back_goes_to_the_one_it_came_from() {
    happens(0, "Product Reviewed", said("product_id", "pan"));
    happens(1, "Product Reviewed", said("product_id", "pot"));
    assertThat(out("yearly/2026-01-01")).isEqualTo(40);
    assertThat(refused()).singleElement().asString().endsWith(" 40 yearly/2026-01-01");
    happens(310, "Product Reviewed", said("product_id", "pan"));
    assertThat(out("yearly/2027-01-01")).isEqualTo(40);
    assertThat(active()).isEqualTo(80);
  }

  @Test
  void what_waits_counts_for_the_limit() {
    life = known(CLUB.replace("yearly: {points: 50", "yearly: {points: 500"));
    for (int each = 0; each < 3; each++) {
      told(0, "Product Reviewed", said("product_id", "p" + each));
    }
    deliver(days(0));
    assertThat(active()).isEqualTo(80);
  }

  @Test
  void a_challenge_is_met_whether_or_not_its_budget_has_points() {
    life =
        known(
            CLUB
                + """
                    challenges:
                      loyal: {when: customer.orders.count >= 2, points: 30, budget: yearly}
                """);
    happens(0, "Product Reviewed", said("product_id", "pan"));
    order(1, "o1", 1);
    order(2, "o2", 1);
    assertThat(member().won("loyal")).isTrue();
    assertThat(active()).isEqualTo(42);
    assertThat(refused()).hasSize(1);
  }

  private static final String SURPRISES =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          earn: {order: {spend: 1 per 1000}}
          surprises:
            delight: {on: Product Viewed, source: any, points: 5, chance: 1 in 4, limit: 9999 per 1d}
            treat: {on: Order Completed, points: 7, chance: 1 in 3, limit: 9999 per 1d}
            once: {on: Page Liked, points: 3, limit: 1 per 90d}
      """;

  @Test
  void one_in_four_is_surprised_and_the_same_ones_whenever_it_is_decided() {
    assertThat(surprised()).isEqualTo(surprised()).hasSizeBetween(200, 300);
  }

  private static List<String> surprised() {
    Life life = known(SURPRISES);
    for (int view = 0; view < 1_000; view++) {
      life.track(days(0), WEB, "Product Viewed", said("product_id", "p" + view));
    }
    return life.facts("Points Granted").stream()
        .map(fact -> fact.details().text("award").orElseThrow())
        .toList();
  }

  @Test
  void an_order_is_drawn_for_once_and_takes_its_surprise_back_with_it() {
    life = known(SURPRISES);
    int orders = 300;
    for (int each = 0; each < orders; each++) {
      order(0, "o" + each, 10);
    }
    long once = active();
    assertThat(once).isBetween(7L * orders / 4, 7L * orders * 5 / 12);
    for (int each = 0; each < orders; each++) {
      happens(1, "Order Updated", placed("o" + each, 10));
    }
    assertThat(active()).isEqualTo(once);
    for (int each = 0; each < orders; each++) {
      happens(2, "Order Cancelled", said("order_id", "o" + each));
    }
    assertThat(active()).isZero();
  }

  @Test
  void a_surprise_without_a_chance_is_for_everyone_within_its_limit() {
    life = known(SURPRISES);
    happens(0, "Page Liked", Fields.NONE);
    happens(1, "Page Liked", Fields.NONE);
    assertThat(active()).isEqualTo(3);
    assertThat(life.lastFact("Points Granted").because().words().text("key"))
        .contains("reward.surprise");
    life.track(days(100), WEB, "Page Liked", Fields.NONE);
    assertThat(active()).as("told by a browser, which is not believed").isEqualTo(3);
  }

  @Test
  void buying_a_gift_card_earns_nothing_unless_it_is_said_that_it_does() {
    assertThat(earned("")).isEqualTo(10 + 40);
    assertThat(earned("gift cards: earn")).isEqualTo(10 + 20 + 30 + 40);
    assertThat(earned("gift cards: event.product.category == \"Bons\"")).isEqualTo(10 + 30);
  }

  private long earned(String giftCards) {
    life =
        known(
            """
            loyalty:
              club:
                counts from: 2026-01-01
                %s
                earn: {order: {spend: 1 per 1}}
            """
                .formatted(giftCards));
    String google = "Arts & Entertainment > Gift Giving > Gift Cards & Certificates";
    Fields pan = said("product_id", "pan", "quantity", 1, "price", 10, "category", "Gifts");
    Fields said = said("product_id", "a", "quantity", 1, "price", 20, "gift_card", true);
    Fields path = said("product_id", "b", "quantity", 1, "price", 30, "category", google);
    Fields bon = said("product_id", "c", "quantity", 1, "price", 40, "category", "Bons");
    List<Fields> lines = List.of(pan, said, path, bon);
    life.track(days(0), SHOP, "Order Completed", said("order_id", "o1", "products", lines));
    return active();
  }

  @Test
  void a_code_from_elsewhere_is_theirs_once_and_no_fact_repeats_it() {
    life = known(CLUB + "    rewards: {mug: 5}\n");
    Fields code = said("programme", "club", "reward", "mug", "code", "SPRING-1");
    life.asks(days(0), RewardCommands.BRING, code);
    life.asks(days(1), RewardCommands.BRING, code);
    assertThat(member().redemptions())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.code()).isEqualTo("SPRING-1");
          assertThat(each.reward()).isEqualTo("mug");
        });
    assertThat(life.letters())
        .singleElement()
        .satisfies(send -> assertThat(send.to()).isEqualTo(Sharing.brought("club", "SPRING-1")));
    assertThat(life.facts("Reward Redeemed")).hasSize(1);
    assertThat(life.facts().toString()).doesNotContain("SPRING-1");
    Book book = life.state().book();
    assertThat(BookCodec.read(BookCodec.write(book))).isEqualTo(book);
  }

  /** The bytes of version 2: one lot, a redemption with a code of ours, a challenge. */
  @Test
  void a_book_that_was_written_before_there_were_budgets_is_read_as_it_was() {
    String written =
        "AgEEY2x1YoCk7N+VZwAAAAELb3JkZXIvdWsvbzEHBW9yZGVyBXVrL28xgKTs35VnAYCk7N+VZwGA5MuP1mcAAQNw"
            + "YW6gHygAACgAAAAAAAAAAAAAAABPAFAAAAAAAAABBm11Z0AxMgNtdWeApOzflWcDAQRPUEVOAQVsb3lhbICk7N"
            + "+VZwdsb3lhbEAxAAAAAA==";
    Member old = BookCodec.read(Base64.getDecoder().decode(written)).member("club").orElseThrow();
    old.ledger().prove();
    assertThat(old.ledger().balances().of(Account.ACTIVE)).isEqualTo(40);
    assertThat(old.ledger().lots())
        .singleElement()
        .satisfies(lot -> {
          assertThat(lot.id()).isEqualTo("order/uk/o1");
          assertThat(lot.terms().budget()).isEmpty();
        });
    assertThat(old.redemptions())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.number()).isEqualTo(3);
          assertThat(each.code()).isEmpty();
        });
    assertThat(old.won("loyal")).isTrue();
    assertThat(old.claims()).isEmpty();
  }
}
