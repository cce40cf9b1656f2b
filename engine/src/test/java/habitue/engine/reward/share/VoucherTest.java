package habitue.engine.reward.share;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.START;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Behaviour;
import habitue.engine.Binding;
import habitue.engine.EntityState;
import habitue.engine.Input;
import habitue.engine.Life;
import habitue.engine.Send;
import habitue.engine.reward.Book;
import habitue.engine.reward.BookCodec;
import habitue.engine.reward.Member;
import habitue.engine.reward.Redemption;
import habitue.engine.reward.earn.RewardCommands;
import habitue.model.Body;
import habitue.model.EntityId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Packer;
import habitue.model.Reality;
import habitue.model.SharedId;
import habitue.model.Stamp;
import habitue.model.Strand;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a code as orders use it, come back and are there again. */
class VoucherTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          earn: {order: {spend: 1 per 1}}
          rewards:
            tenner: {points: 1, kind: amount, off: 10, codes: CLUB, lasts: 30d}
      """;

  private static final SharedId FIRST = Sharing.voucher("club", "tenner", 1);

  private final Map<SharedId, EntityState> shared = new HashMap<>();
  private Life life = known();
  private int day;

  private static Life known() {
    Fields who = Life.message("identify", "userId", "u1");
    return Life.by(Map.of("loyalty.yaml", CLUB)).happens(START.minusSeconds(60), SHOP, who);
  }

  private Instant now() {
    return days(day);
  }

  private Stamp stamp() {
    return life.stamp(now(), now(), SHOP, Reality.REAL);
  }

  private void tells(String name, String order, @Nullable Object... more) {
    Fields properties = said("order_id", order);
    for (int i = 0; i < more.length; i += 2) {
      properties =
          properties.with(String.valueOf(more[i]), said("v", more[i + 1]).value("v").orElseThrow());
    }
    life.passes(now()).track(now(), SHOP, name, properties);
    deliver(new ArrayDeque<>());
    day++;
  }

  private void placed(String order) {
    Fields line = said("product_id", "pan", "quantity", 1, "price", 50);
    tells("Order Completed", order, "products", List.of(line));
  }

  private String redeemed() {
    life.record(stamp(), new Body.Asked(RewardCommands.REDEEM, "r" + day, "test", reward()));
    deliver(new ArrayDeque<>());
    day++;
    return latest().id();
  }

  private static Fields reward() {
    return said("programme", "club", "reward", "tenner");
  }

  private Member member() {
    return life.state().book().member("club").orElseThrow();
  }

  private Redemption latest() {
    return member().redemptions().getLast();
  }

  /** Until nobody waits for anything. */
  private void deliver(ArrayDeque<Send> more) {
    more.addAll(life.letters());
    while (!more.isEmpty()) {
      Send letter = more.removeFirst();
      if (letter.strand() != null) {
        life.record(stamp(), new Body.Delivered(letter.to(), letter.name(), letter.details()));
      } else {
        var told = new Body.Delivered(life.state().id(), letter.name(), letter.details());
        more.addAll(shared((SharedId) letter.to(), told).sends());
      }
      more.addAll(life.letters());
    }
  }

  private Binding<?> shared(SharedId id, Body body) {
    return lives(Objects.requireNonNull(Sharing.behaviours().get(id.kind())), id, body);
  }

  @SuppressWarnings("unchecked") // Each lives by its own behaviour.
  private <S extends EntityState> Binding<S> lives(Behaviour<S> behaviour, SharedId id, Body body) {
    var input = new Input.Recorded(new JournalRecord(stamp(), body));
    var place = new Binding.Place(id, List.of(new Strand(9)), input, now(), 1);
    S before = (S) shared.getOrDefault(id, behaviour.initial(id));
    Binding<S> bound = Binding.of(behaviour, life.context(), before, place);
    shared.put(id, behaviour.read(id, new byte[][] {behaviour.write(bound.state(), 0)}));
    return bound;
  }

  private String used(String order, @Nullable String store) {
    var use = new Body.Asked(Sharing.USE, "u" + day, "test", Sharing.order(order, store));
    Binding<?> bound = shared(FIRST, use);
    deliver(new ArrayDeque<>(bound.sends()));
    day++;
    return Objects.requireNonNull(bound.step().outcome()).text("code").orElseThrow();
  }

  private Voucher voucher() {
    return (Voucher) Objects.requireNonNull(shared.get(FIRST));
  }

  private List<String> refused() {
    return life.facts("Code Refused").stream()
        .map(Fact::details)
        .map(each -> each.text("order").orElseThrow() + " " + each.text("why").orElseThrow())
        .toList();
  }

  @Test
  void an_order_that_comes_back_as_a_whole_gives_its_code_back_once() {
    placed("o0");
    redeemed();
    placed("o1");
    assertThat(used("o1", "uk")).isEqualTo("done");
    assertThat(latest().state()).isEqualTo(Redemption.State.USED);
    tells("Order Cancelled", "o1");
    assertThat(voucher().state()).isEqualTo(Voucher.State.GOOD);
    assertThat(latest().state()).isEqualTo(Redemption.State.OPEN);
    assertThat(life.lastFact("Reward Reopened").details().text("order")).contains("o1");
    tells("Order Cancelled", "o1");
    assertThat(life.facts("Reward Reopened")).hasSize(1);
    assertThat(used("o2", "uk")).isEqualTo("done");
    tells("Order Cancelled", "o1");
    assertThat(voucher().order()).as("of another order by now").isEqualTo("o2");
    assertThat(used("o1", "uk")).isEqualTo("code_used");
  }

  @Test
  void a_part_that_comes_back_gives_nothing_back_and_all_of_it_does() {
    placed("o0");
    redeemed();
    placed("o1");
    used("o1", "uk");
    tells("Order Refunded", "o1", "refund_id", "r1", "total", 20);
    assertThat(voucher().state()).isEqualTo(Voucher.State.USED);
    tells("Order Refunded", "o1", "refund_id", "r2", "total", 30);
    assertThat(voucher().state()).isEqualTo(Voucher.State.GOOD);
  }

  @Test
  void an_order_that_is_back_uses_its_code_again_unless_another_does_by_then() {
    placed("o0");
    redeemed();
    placed("o1");
    used("o1", null);
    tells("Order Cancelled", "o1");
    assertThat(voucher().state()).isEqualTo(Voucher.State.GOOD);
    reopened("o1");
    assertThat(voucher().state()).isEqualTo(Voucher.State.USED);
    assertThat(latest().state()).isEqualTo(Redemption.State.USED);
    assertThat(voucher().store()).isEqualTo("uk");
    tells("Order Cancelled", "o1");
    assertThat(used("o2", "uk")).isEqualTo("done");
    reopened("o1");
    assertThat(voucher().order()).isEqualTo("o2");
    assertThat(refused()).containsExactly("o1 code_used");
  }

  /** As a later document of the shop says it. */
  private void reopened(String order) {
    tells(
        "Order Updated",
        order,
        "updated_at",
        now().toString(),
        "cancelled_at",
        null,
        "products",
        List.of(said("product_id", "pan", "quantity", 1, "price", 50)));
  }

  @Test
  void a_cancellation_that_came_before_its_order_frees_what_that_uses() {
    placed("o0");
    redeemed();
    tells("Order Cancelled", "o1");
    placed("o1");
    assertThat(used("o1", "uk")).isEqualTo("done");
    assertThat(voucher().state()).isEqualTo(Voucher.State.GOOD);
  }

  @Test
  void the_same_number_in_another_store_is_another_order() {
    placed("o0");
    redeemed();
    assertThat(used("o1", "uk")).isEqualTo("done");
    assertThat(used("o1", "us")).isEqualTo("code_used");
    assertThat(used("o1", "uk")).isEqualTo("done");
    assertThat(used("o1", null)).as("which store, nobody says").isEqualTo("done");
  }

  @Test
  void a_number_that_stood_for_itself_is_of_the_first_store_that_says_it() {
    placed("o0");
    redeemed();
    assertThat(used("o1", null)).isEqualTo("done");
    assertThat(used("o1", "us")).isEqualTo("done");
    assertThat(used("o1", "uk")).isEqualTo("code_used");
    assertThat(life.facts("Reward Used")).hasSize(1);
  }

  @Test
  void what_was_handed_out_says_how_its_code_begins_and_what_it_takes_off() {
    placed("o0");
    redeemed();
    assertThat(latest().prefix()).isEqualTo("CLUB");
    assertThat(voucher().off()).isEqualTo("10");
    Book book = life.state().book();
    assertThat(BookCodec.read(BookCodec.write(book))).isEqualTo(book);
  }

  @Test
  void a_code_whose_order_came_back_can_be_undone() {
    placed("o0");
    String id = redeemed();
    placed("o1");
    used("o1", "uk");
    tells("Order Cancelled", "o1");
    Fields undo = said("programme", "club", "redemption", id);
    life.record(stamp(), new Body.Asked(RewardCommands.UNDO, "undo", "test", undo));
    deliver(new ArrayDeque<>());
    assertThat(latest().state()).isEqualTo(Redemption.State.UNDONE);
    assertThat(voucher().state()).isEqualTo(Voucher.State.VOID);
    reopened("o1");
    assertThat(voucher().state()).isEqualTo(Voucher.State.VOID);
    assertThat(refused()).containsExactly("o1 code_void");
  }

  @Test
  void a_redemption_that_is_remembered_no_more_is_not_undone_since_its_code_would_stay_good() {
    placed("o0");
    String first = redeemed();
    for (int i = 0; i < Redemption.KEPT; i++) {
      Fields code = reward().with("code", "OLD-" + i);
      life.record(stamp(), new Body.Asked(RewardCommands.BRING, "b" + i, "test", code));
    }
    assertThat(member().redemption(first)).isEmpty();
    long points = member().ledger().spend(first).orElseThrow().points();
    assertThat(points).isEqualTo(1);
    Fields undo = said("programme", "club", "redemption", first);
    life.record(stamp(), new Body.Asked(RewardCommands.UNDO, "undo", "test", undo));
    assertThat(member().ledger().spend(first).orElseThrow().undone()).isFalse();
    assertThat(life.facts("Points Restored")).isEmpty();
  }

  @Test
  void a_code_that_was_kept_in_the_first_form_is_read_as_it_was() {
    byte[] written =
        new Packer()
            .text("USED")
            .text("tenner@7")
            .unsigned(1)
            .instantOrNull(null)
            .text("o1")
            .bytes();
    Voucher read = new VoucherBehaviour().read((EntityId) FIRST, new byte[][] {written});
    assertThat(read.order()).isEqualTo("o1");
    assertThat(read.off()).isNull();
    assertThat(read.by("o1", "uk")).isTrue();
    assertThat(read.by("o2", "uk")).isFalse();
  }
}
