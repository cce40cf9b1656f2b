package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.reward.Book;
import habitue.engine.reward.Member;
import habitue.engine.reward.earn.RewardCommands;
import habitue.engine.reward.ledger.Account;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Town;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.Options;
import habitue.store.PublishedPlaybook;
import habitue.store.Publishing;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A playbook that is edited while a shop lives: what was granted stays as it was granted, and an
 * order earns by the rules that were in force when it first came.
 */
class EditsTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final int PEOPLE = 4;
  private static final int PARTS = 8;
  private static final int DEEDS = 10;

  /** What a brand may change from day to day. */
  private static final class Draft {
    private long rate = 1;
    private String rule = "order";
    private int price = 20;
    private int silver = 60;
    private boolean reviews;

    /** Says whether nobody is to move by it. */
    boolean edit(SplittableRandom random) {
      switch (random.nextInt(5)) {
        case 0 -> rate = 1L + random.nextInt(3);
        case 1 -> rule = rule.equals("order") ? "buying" : "order";
        case 2 -> price++;
        case 3 -> reviews = !reviews;
        default -> {
          silver = 20 + random.nextInt(100);
          return false;
        }
      }
      return true;
    }

    Map<String, String> files() {
      String earn = "%s: {spend: %d per 1}".formatted(rule, rate);
      String more = reviews ? ", review: {on: Product Reviewed, points: 2, limit: 9 per 1d}" : "";
      return Map.of(
          "loyalty.yaml",
          """
          loyalty:
            club:
              counts from: 2020-01-01
              earn: {%s%s}
              tiers: {window: 30d, ladder: {bronze: 0, silver: %d}}
              rewards: {mug: %d}
            spent:
              counts from: 2020-01-01
              earn: {order: {spend: 1 per 1, pending: delivered}}
              tiers: {by: spend, window: 30d, ladder: {plain: 0, fine: %d}}
          """
              .formatted(earn, more, silver, price, silver));
    }
  }

  @Test
  void what_was_granted_stays_as_it_was_granted_whatever_is_published() {
    Seeds.each(
        12,
        seed -> {
          var random = new SplittableRandom(seed);
          var draft = new Draft();
          Options options =
              Options.of(settings -> World.CONTEXT.with(PublishedPlaybook.of(settings).playbook()))
                  .withCustomers(PromisingCustomers.healthy(1))
                  .withWorkers(2)
                  .caching(4);
          try (var world = new World(new FaultyDisk(), options, Town.NOON, random.split())) {
            var shop = new Shop(world, draft, random);
            shop.publish();
            for (int part = 0; part < PARTS; part++) {
              world.disk().failAfter(random.nextInt(60));
              for (int deed = 0; deed < DEEDS; deed++) {
                shop.deed();
              }
              world.disk().failAfter(Long.MAX_VALUE / 2);
              shop.agrees();
              shop.edits();
              shop.agrees();
            }
          }
        });
  }

  /** An order as the shop knows it, and what a unit of it earned when it first came. */
  private static final class Sold {
    final Bought bought;
    long rate;

    Sold(Bought bought) {
      this.bought = bought;
    }
  }

  private record Redeemed(String user, long position, int price) {}

  private static final class Shop {
    private final World world;
    private final Draft draft;
    private final SplittableRandom random;
    private final Map<String, Sold> orders = new LinkedHashMap<>();
    private final Map<String, Long> reviewed = new HashMap<>();
    private final List<Redeemed> redeemed = new ArrayList<>();
    private int number;

    Shop(World world, Draft draft, SplittableRandom random) {
      this.world = world;
      this.draft = draft;
      this.random = random;
    }

    void deed() {
      world.clock(world.now().plus(Duration.ofMinutes(1 + random.nextInt(3_000))));
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> place();
        case 3 -> refund();
        case 4 -> cancel();
        case 5 -> review();
        case 6 -> race();
        default -> again();
      }
    }

    /** Sometimes two at once. */
    private void place() {
      var arrivals = new ArrayList<Arrival>();
      String user = "u" + random.nextInt(PEOPLE);
      for (int i = 0; i <= random.nextInt(2); i++) {
        String id = "o" + number++;
        var prices = new ArrayList<Integer>();
        for (int line = 0; line <= random.nextInt(3); line++) {
          prices.add(1 + random.nextInt(40));
        }
        var sold = new Sold(new Bought(user, prices));
        sold.bought.placed = true;
        sold.rate = draft.rate;
        orders.put(id, sold);
        arrivals.add(event(user, "Order Completed", told(id)));
      }
      world.insist(arrivals);
    }

    private void tell(String id, String name, Fields said) {
      world.insist(List.of(event(sold(id).bought.user, name, said)));
    }

    private Sold sold(String id) {
      return Objects.requireNonNull(orders.get(id));
    }

    private @Nullable String known() {
      List<String> ids = List.copyOf(orders.keySet());
      return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
    }

    private void refund() {
      String id = known();
      if (id != null) {
        tell(id, "Order Refunded", refunded(id));
      }
    }

    /** A line of it, sometimes once more. */
    private Fields refunded(String id) {
      Bought bought = sold(id).bought;
      int line = random.nextInt(bought.prices.size());
      bought.back.add(line);
      return Fields.NONE
          .with("order_id", id)
          .with("refund_id", "r" + number++)
          .with("products", new Value.Many(List.of(line(line, bought.prices.get(line)))));
    }

    /** A reward is asked for as an order comes back: whichever is first, points go once. */
    private void race() {
      String id = known();
      CustomerId customer = id == null ? null : customer(sold(id).bought.user);
      if (id != null && customer != null) {
        String user = sold(id).bought.user;
        Fields mug = Fields.NONE.with("programme", "club").with("reward", "mug");
        var arrivals = new ArrayList<Arrival>();
        arrivals.add(event(user, "Order Refunded", refunded(id)));
        int place = random.nextInt(2);
        var asked =
            new Arrival.Command(customer, RewardCommands.REDEEM, "k" + number++, "test", mug);
        arrivals.add(place, asked);
        if (world.insist(arrivals).get(place) instanceof Receipt.Accepted accepted) {
          redeemed.add(new Redeemed(user, accepted.position(), draft.price));
        }
      }
    }

    private @Nullable CustomerId customer(String user) {
      var identifier = new Identifier(IdentifierType.USER_ID, user);
      while (true) {
        try {
          return world.store().reader().resolve(identifier).orElse(null);
        } catch (DiskFailed lost) {
          world.settle();
        }
      }
    }

    private boolean done(Redeemed each) {
      return world
          .store()
          .outcome(each.position)
          .flatMap(said -> said.text("code"))
          .filter("done"::equals)
          .isPresent();
    }

    private void cancel() {
      String id = known();
      if (id != null && random.nextInt(3) == 0) {
        sold(id).bought.cancelled = true;
        tell(id, "Order Cancelled", Fields.NONE.with("order_id", id));
      }
    }

    private void review() {
      String user = "u" + random.nextInt(PEOPLE);
      world.insist(
          List.of(event(user, "Product Reviewed", Fields.NONE.with("product_id", "p" + number++))));
      if (draft.reviews) {
        reviewed.merge(user, 2L, Long::sum);
      }
    }

    /** What shops tell again: the order as it was, a note to it, that it arrived. */
    private void again() {
      String id = known();
      if (id != null) {
        switch (random.nextInt(3)) {
          case 0 -> tell(id, "Order Completed", told(id));
          case 1 ->
              tell(id, "Order Updated", Fields.NONE.with("order_id", id).with("note", "packed"));
          default -> tell(id, "Order Delivered", Fields.NONE.with("order_id", id));
        }
      }
    }

    private Fields told(String id) {
      var lines = new ArrayList<Value>();
      for (int price : sold(id).bought.prices) {
        lines.add(line(lines.size(), price));
      }
      return Fields.NONE
          .with("order_id", id)
          .with("currency", "EUR")
          .with("products", new Value.Many(lines));
    }

    private static Fields line(int line, int price) {
      return Fields.NONE.with("product_id", "p" + line).with("quantity", 1).with("price", price);
    }

    private Arrival event(String user, String name, Fields properties) {
      Instant at = world.now();
      Fields message =
          Fields.NONE
              .with("type", "track")
              .with("event", name)
              .with("properties", properties)
              .with("userId", user)
              .with("messageId", "m" + number++)
              .with("timestamp", at.toString());
      return new Arrival.EventArrival(SHOP, message, at, null, false, Reality.REAL);
    }

    /** Publishes another version; nobody is told anything by that alone, but of a new ladder. */
    void edits() {
      world.passTo(world.now());
      Map<String, Book> books = books();
      List<String> ledger = world.disk().dump(Table.COMMITMENTS);
      boolean quiet = draft.edit(random);
      publish();
      world.passTo(world.now());
      if (quiet) {
        assertThat(world.disk().dump(Table.COMMITMENTS)).isEqualTo(ledger);
      }
      books().forEach((user, book) -> keeps(books.get(user), book));
    }

    void publish() {
      var by = new PublishedPlaybook.By("test", PublishedPlaybook.Origin.API, world.now());
      int base = PublishedPlaybook.version(world.store().settings());
      assertThat(world.store().publish(World.brand(draft.files()).playbook(), base, by))
          .isInstanceOf(Publishing.Taken.class);
    }

    /** Whoever was in a tier until some day is in it still, or in a higher one. */
    private static void keeps(@Nullable Book before, Book after) {
      Optional.ofNullable(before).stream()
          .flatMap(book -> book.members().entrySet().stream())
          .forEach(each -> {
            Member then = each.getValue();
            Member now = after.member(each.getKey()).orElseThrow();
            assertThat(now.ledger().balances()).isEqualTo(then.ledger().balances());
            if (then.tier() != null && !List.of("bronze", "plain").contains(then.tier().name())) {
              assertThat(now.tier()).isEqualTo(then.tier());
            }
          });
    }

    private Map<String, Book> books() {
      var all = new TreeMap<String, Book>();
      for (int i = 0; i < PEOPLE; i++) {
        CustomerId customer = customer("u" + i);
        if (customer != null) {
          all.put("u" + i, world.store().reader().person(customer).orElseThrow().state().book());
        }
      }
      return all;
    }

    void agrees() {
      world.settle();
      var expected = new HashMap<String, Long>(reviewed);
      orders
          .values()
          .forEach(
              sold -> expected.merge(sold.bought.user, sold.bought.left() * sold.rate, Long::sum));
      redeemed.stream()
          .filter(this::done)
          .forEach(each -> expected.merge(each.user, (long) -each.price, Long::sum));
      books()
          .forEach((user, book) -> {
            book.members().values().forEach(member -> member.ledger().prove());
            long has =
                book.member("club").map(each -> each.ledger().balances().outstanding()).orElse(0L);
            assertThat(has)
                .as("%s at %s", user, world.now())
                .isEqualTo(expected.getOrDefault(user, 0L));
            long spent =
                orders.values().stream()
                    .filter(sold -> sold.bought.user.equals(user))
                    .mapToLong(sold -> sold.bought.left())
                    .sum();
            assertThat(
                    book.member("spent")
                        .map(each -> each.ledger().balances())
                        .map(all -> all.of(Account.PENDING) + all.of(Account.ACTIVE))
                        .orElse(0L))
                .as("%s at %s, pending until delivered", user, world.now())
                .isEqualTo(spent);
          });
    }
  }
}
