package habitue.engine.customer;

import static habitue.engine.Life.CONTEXT;
import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.message;
import static habitue.engine.Life.minutes;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.engine.Input;
import habitue.engine.Life;
import habitue.engine.Step;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Reality;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CustomerBehaviourTest {
  private static final CustomerId ONE = new CustomerId(1);
  private static final CustomerId OTHER = new CustomerId(2);
  private static final String HOME = "https://shop.test/";

  private final Life life = new Life();
  private final CustomerBehaviour behaviour = life.behaviour();

  private Stamp stamp(Reality reality) {
    return life.stamp(minutes(5), minutes(5), WEB, reality);
  }

  @Test
  void only_real_people_are_remembered() {
    for (Reality reality : List.of(Reality.BOT, Reality.INTERNAL, Reality.TEST)) {
      life.record(stamp(reality), new Body.Happened(Event.of(message("page"))));
    }
    life.record(stamp(Reality.REAL), new Body.Erased());
    life.record(stamp(Reality.REAL), new Body.Delivered(ONE, "Gift Reserved", Fields.NONE));
    assertThat(life.state()).isEqualTo(CustomerState.empty(ONE));
    assertThat(life.facts()).isEmpty();
  }

  @Test
  void an_unknown_command_is_answered_and_changes_nothing() {
    var asked = new Body.Asked("dance", "key-1", "ann", Fields.NONE);
    Step<CustomerState> step =
        life.step(new Input.Recorded(new JournalRecord(stamp(Reality.REAL), asked)));
    assertThat(step.outcome()).isEqualTo(said("code", "unknown-command"));
    assertThat(step.state()).isEqualTo(CustomerState.empty(ONE));
  }

  private static Body.Regrouped regrouped(Body.Change change, CustomerId giver, CustomerId taker) {
    return new Body.Regrouped(
        change,
        giver,
        taker,
        List.of(new Strand(7)),
        List.of(new Strand(1), new Strand(7)),
        "same-user",
        Life.user("u1"),
        "door");
  }

  @Test
  void a_join_is_stated_of_the_customer_that_stays() {
    life.record(stamp(Reality.REAL), regrouped(Body.Change.JOIN, ONE, OTHER));
    assertThat(life.facts()).isEmpty();
    life.record(stamp(Reality.REAL), regrouped(Body.Change.JOIN, OTHER, ONE));
    Fact recognised = life.lastFact("Recognised");
    assertThat(recognised.details().text("with")).contains("c2");
    assertThat(recognised.details().text("reason")).contains("same-user");
    assertThat(recognised.details().fields("identifier"))
        .isEqualTo(said("type", "userId", "strand", "u1"));
  }

  @Test
  void a_split_is_stated_of_both() {
    life.record(stamp(Reality.REAL), regrouped(Body.Change.SPLIT, ONE, OTHER));
    life.record(stamp(Reality.REAL), regrouped(Body.Change.SPLIT, OTHER, ONE));
    assertThat(life.facts("Told Apart"))
        .extracting(fact -> fact.details().text("with").orElse(""))
        .containsExactly("c2", "c2");
  }

  @Test
  void every_fact_says_because() {
    tell(life, new Random(7), 300);
    assertThat(life.facts()).hasSizeGreaterThan(50);
    assertThat(life.facts())
        .allSatisfy(fact -> {
          assertThat(fact.because().rule()).isNotEmpty();
          assertThat(fact.because().cause()).isNotEmpty();
          assertThat(fact.because().version()).isEqualTo(behaviour.version());
          assertThat(fact.because().words().text("key")).isPresent();
          assertThat(fact.statedAt()).isAfterOrEqualTo(fact.at());
        });
  }

  @Test
  void a_page_view_rewrites_small_parts_only() {
    tell(life, new Random(3), 200);
    life.page(minutes(900_000), HOME, "");
    CustomerState before = life.state();
    life.page(minutes(900_001), HOME, "");
    List<Integer> changed = changedParts(before, life.state());
    assertThat(changed)
        .containsExactly(CustomerPart.ACTIVITY.place(), CustomerPart.GATHERED.place());
    assertThat(behaviour.write(life.state(), CustomerPart.GATHERED.place())).hasSizeLessThan(500);
    assertThat(behaviour.write(life.state(), CustomerPart.ACTIVITY.place())).hasSizeLessThan(1_000);
  }

  private List<Integer> changedParts(CustomerState before, CustomerState after) {
    var changed = new ArrayList<Integer>();
    for (int part = 0; part < behaviour.parts(); part++) {
      if (!behaviour.same(before, after, part)) {
        changed.add(part);
      }
    }
    return changed;
  }

  @Test
  void parts_called_the_same_have_the_same_bytes() {
    for (int seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      var told = new Life();
      for (int i = 0; i < 60; i++) {
        CustomerState before = told.state();
        happen(told, random, i);
        for (int part = 0; part < behaviour.parts(); part++) {
          if (behaviour.same(before, told.state(), part)) {
            assertThat(behaviour.write(told.state(), part))
                .isEqualTo(behaviour.write(before, part));
          }
        }
      }
    }
  }

  @Test
  void a_state_reads_back_as_it_was_written() {
    for (int seed = 0; seed < 200; seed++) {
      var told = new Life();
      tell(told, new Random(seed), 1 + seed);
      byte[][] written = written(told.state());
      CustomerState read = behaviour.read(ONE, written);
      assertThat(read).as("seed %s", seed).isEqualTo(told.state());
      assertThat(written(read)).as("seed %s", seed).isDeepEqualTo(written);
    }
  }

  @Test
  void a_new_customer_takes_no_bytes() {
    assertThat(List.of(written(behaviour.initial(ONE)))).allMatch(part -> part.length == 0);
    assertThat(behaviour.read(ONE, new byte[0][])).isEqualTo(CustomerState.empty(ONE));
  }

  @Test
  void a_part_of_a_newer_version_is_refused() {
    byte[][] written = written(life.page(minutes(0), HOME, "").state());
    written[CustomerPart.ACTIVITY.place()][0] = 99;
    assertThatThrownBy(() -> behaviour.read(ONE, written)).hasMessageContaining("newer version");
  }

  private byte[][] written(CustomerState state) {
    byte[][] parts = new byte[behaviour.parts()][];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = behaviour.write(state, part);
    }
    return parts;
  }

  @Test
  void the_same_inputs_give_the_same_states_and_facts() {
    for (int seed = 0; seed < 50; seed++) {
      var one = new Life();
      var other = new Life();
      tell(one, new Random(seed), 150);
      tell(other, new Random(seed), 150);
      assertThat(other.state()).isEqualTo(one.state());
      assertThat(other.facts()).isEqualTo(one.facts());
      assertThat(written(other.state())).isDeepEqualTo(written(one.state()));
    }
  }

  @Test
  void being_woken_early_or_late_or_never_changes_no_fact() {
    for (int seed = 0; seed < 100; seed++) {
      var woken = new Life();
      var asleep = new Life();
      var random = new Random(seed);
      var same = new Random(seed);
      for (int i = 0; i < 80; i++) {
        woken.wake(minutes(i * 13L - 5));
        happen(woken, random, i);
        happen(asleep, same, i);
      }
      assertThat(asleep.state()).as("seed %s", seed).isEqualTo(woken.state());
      assertThat(asleep.facts()).as("seed %s", seed).isEqualTo(woken.facts());
    }
  }

  @Test
  void folding_goes_on_from_a_state_that_was_read_back() {
    for (int seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      var told = new Life();
      tell(told, random, 60);
      CustomerState read = behaviour.read(ONE, written(told.state()));
      var input = new Input.Recorded(record(random));
      assertThat(behaviour.step(CONTEXT, read, input))
          .isEqualTo(behaviour.step(CONTEXT, told.state(), input));
    }
  }

  private JournalRecord record(Random random) {
    Fields order = order(random);
    Fields said = message("track", "event", "Order Completed", "properties", order);
    return new JournalRecord(
        life.stamp(minutes(9_000), minutes(8_900), SHOP, Reality.REAL),
        new Body.Happened(Event.of(said)));
  }

  private static void tell(Life life, Random random, int events) {
    for (int i = 0; i < events; i++) {
      happen(life, random, i);
    }
  }

  private static void happen(Life life, Random random, int i) {
    var now = minutes(i * 13L);
    var at = random.nextInt(4) == 0 ? now.minusSeconds(60L * random.nextInt(900)) : now;
    var source = random.nextInt(3) == 0 ? SHOP : WEB;
    life.comes(now, at, source, anything(random));
  }

  private static Fields anything(Random random) {
    String query = random.nextInt(5) == 0 ? "?utm_source=s" + random.nextInt(3) : "";
    return switch (random.nextInt(14)) {
      case 0, 1 -> Life.pageMessage(HOME + query, "https://www.bing.com/");
      case 2 -> message("identify", "userId", "u1", "traits", traits(random));
      case 3 -> track("Product Added", product(random));
      case 4 -> track("Product Removed", product(random));
      case 5 -> track("Checkout Started", said("checkout_id", "k" + random.nextInt(2)));
      case 6 -> track("Products Searched", said("query", "q" + random.nextInt(30)));
      case 7, 8 -> track("Order Completed", order(random));
      case 9 -> track("Order Updated", order(random));
      case 10 -> track("Order Refunded", order(random).with("refund_id", "r" + random.nextInt(30)));
      case 11 -> track("Order Cancelled", said("order_id", "o" + random.nextInt(30)));
      case 12 -> message("group", "groupId", "g", "traits", said("role", "r" + random.nextInt(3)));
      default -> track("Product Viewed", product(random));
    };
  }

  private static Fields track(String name, Fields properties) {
    return message("track", "event", name, "properties", properties);
  }

  private static Fields traits(Random random) {
    Value value = random.nextInt(4) == 0 ? Value.NOTHING : Value.of(random.nextInt(100));
    return said("t" + random.nextInt(6), value, "email", "ann" + random.nextInt(2) + "@shop.test");
  }

  private static Fields product(Random random) {
    int number = random.nextInt(90);
    return said(
        "product_id",
        "p" + number,
        "name",
        "Lamp № " + number,
        "category",
        "c" + number % 5,
        "quantity",
        1 + random.nextInt(3),
        "price",
        "1" + random.nextInt(9) + ".5");
  }

  private static Fields order(Random random) {
    var products = new ArrayList<Fields>();
    for (int i = random.nextInt(5); i > 0; i--) {
      products.add(product(random));
    }
    String currency = List.of("GBP", "EUR", "JPY").get(random.nextInt(3));
    return said("order_id", "o" + random.nextInt(30), "currency", currency, "products", products);
  }
}
