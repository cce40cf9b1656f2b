package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Book;
import habitue.engine.reward.Member;
import habitue.engine.reward.earn.RewardCommands;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Balances;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.standing.Standing;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Strand;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Town;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.Options;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Points through losses of power, joins and splits, refunds in any order and twice, and a past that
 * is learnt late: what someone has is what the plain sums of the shop say.
 */
class PointsTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Source IMPORT = new Source(9, "import", Trust.IMPORT, "uk", "import");
  private static final int PEOPLE = 6;

  /** So few that they order more than what is kept with its lines. */
  private static final int FEW = 2;

  private static Options options(int version) {
    return Options.of(World.brand(PointsPlaybook.FILES))
        .withCustomers(PromisingCustomers.healthy(version))
        .withWorkers(2)
        .caching(4);
  }

  @Test
  void what_someone_has_is_what_the_shops_plain_sums_say() {
    Seeds.each(
        12,
        seed -> {
          var random = new SplittableRandom(seed);
          try (var world = new World(new FaultyDisk(), options(1), Town.NOON, random.split())) {
            int people = random.nextInt(3) == 0 ? FEW : PEOPLE;
            var shop = new Shop(world, random, people);
            for (int part = 0; part < 5; part++) {
              world.disk().failAfter(random.nextInt(60));
              for (int deed = 0; deed < 72 / people; deed++) {
                shop.deed();
              }
              world.disk().failAfter(Long.MAX_VALUE / 2);
              shop.agrees();
            }
            // What was due by now is decided before it is compared, and not at the next start.
            world.passTo(world.now());
            Map<String, Book> books = shop.books();
            var orders = shop.each(CustomerState::orders).values().stream();
            assertThat(people > FEW || orders.anyMatch(all -> !all.older().isEmpty())).isTrue();
            Map<String, Standing> standings = shop.each(CustomerState::standing);
            List<String> ledger = world.disk().dump(Table.COMMITMENTS);
            world.reopen(options(2));
            world.settle();
            assertThat(shop.books()).as("folded anew").isEqualTo(books);
            assertThat(shop.each(CustomerState::standing)).isEqualTo(standings);
            assertThat(world.disk().dump(Table.COMMITMENTS)).isEqualTo(ledger);
          }
        });
  }

  @Test
  void a_past_that_is_brought_first_or_last_comes_to_the_same_where_nothing_runs_out() {
    Seeds.each(
        6,
        seed -> {
          Map<String, Long> first = withPast(seed, true);
          assertThat(withPast(seed, false)).isEqualTo(first);
          assertThat(first.values()).anyMatch(points -> points > 0);
        });
  }

  private static Map<String, Long> withPast(long seed, boolean first) {
    var random = new SplittableRandom(seed);
    var past = new ArrayList<Arrival>();
    for (int i = 0; i < 40; i++) {
      Instant at = Town.NOON.minus(Duration.ofHours(100L + random.nextInt(9_000)));
      past.add(
          event(IMPORT, "u" + random.nextInt(PEOPLE), at, order("h" + i, List.of(5 + i)), true));
    }
    try (var world = new World(new FaultyDisk(), options(1), Town.NOON, random.split())) {
      if (first) {
        world.insist(past);
        world.settle();
      }
      for (int i = 0; i < 30; i++) {
        world.clock(world.now().plus(Duration.ofHours(1 + random.nextInt(9))));
        Fields order = order("v" + i, List.of(1 + i));
        world.insist(List.of(event(SHOP, "u" + random.nextInt(PEOPLE), world.now(), order, false)));
      }
      world.settle();
      if (!first) {
        world.insist(past);
        world.settle();
        world.insist(List.of(event(SHOP, "u0", world.now(), view(), false)));
      }
      world.passTo(world.now().plus(Duration.ofDays(1)));
      var shop = new Shop(world, random, PEOPLE);
      var points = new TreeMap<String, Long>();
      shop.books().forEach((user, book) -> points.put(user, outstanding(book)));
      return points;
    }
  }

  private static long outstanding(Book book) {
    return book.member("club").map(each -> each.ledger().balances().outstanding()).orElse(0L);
  }

  private static Fields view() {
    return said("Page Viewed", Fields.NONE);
  }

  private static Fields said(String name, Fields properties) {
    return Fields.NONE.with("type", "track").with("event", name).with("properties", properties);
  }

  private static Fields line(int line, int price) {
    return Fields.NONE.with("product_id", "p" + line).with("quantity", 1).with("price", price);
  }

  private static Fields order(String id, List<Integer> prices) {
    var lines = new ArrayList<Value>();
    for (int price : prices) {
      lines.add(line(lines.size(), price));
    }
    Fields order =
        Fields.NONE
            .with("order_id", id)
            .with("currency", "EUR")
            .with("products", new Value.Many(lines));
    return said("Order Completed", order);
  }

  private static Arrival event(
      Source source, String user, Instant at, Fields said, boolean history) {
    Fields message =
        said.with("userId", user)
            .with("messageId", user + at + said.hashCode())
            .with("timestamp", at.toString());
    return new Arrival.EventArrival(source, message, at, null, history, Reality.REAL);
  }

  /** The shop by plain sums: what of each order was not given back. */
  private static final class Shop {
    private final World world;
    private final SplittableRandom random;
    private final int people;
    private final Map<String, Bought> orders = new LinkedHashMap<>();
    private final Map<Long, Long> given = new HashMap<>();
    private final Map<Long, Long> opened = new HashMap<>();
    private final Map<Long, String> redemptions = new LinkedHashMap<>();
    private final Set<Long> undone = new HashSet<>();
    private final Map<String, Instant> ordered = new HashMap<>();
    private int number;

    Shop(World world, SplittableRandom random, int people) {
      this.people = people;
      this.world = world;
      this.random = random;
    }

    void deed() {
      world.clock(world.now().plus(Duration.ofMinutes(random.nextInt(4_000))));
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> place();
        case 4, 5, 6 -> refund();
        case 7 -> cancel();
        case 8 -> redeem();
        case 9 -> commandOrJoin(random.nextInt(4));
        default -> again();
      }
    }

    private void commandOrJoin(int kind) {
      switch (kind) {
        case 0 -> adjust();
        case 1 -> join();
        case 2 -> open();
        default -> split();
      }
    }

    private String user() {
      return "u" + random.nextInt(people);
    }

    private void tell(String user, Fields said) {
      var arrivals = new ArrayList<Arrival>();
      arrivals.add(event(SHOP, user, world.now(), said, false));
      if (random.nextInt(4) == 0) {
        arrivals.add(arrivals.getFirst());
      }
      world.insist(arrivals);
    }

    private String fresh() {
      var prices = new ArrayList<Integer>();
      for (int line = 0; line <= random.nextInt(3); line++) {
        prices.add(1 + random.nextInt(40));
      }
      String id = "o" + number++;
      orders.put(id, new Bought(user(), prices));
      return id;
    }

    private String known() {
      List<String> ids = List.copyOf(orders.keySet());
      return ids.get(random.nextInt(ids.size()));
    }

    private Bought bought(String id) {
      return Objects.requireNonNull(orders.get(id));
    }

    private void place() {
      place(fresh());
    }

    private void place(String id) {
      Bought order = bought(id);
      if (!order.placed) {
        ordered.put(order.user, world.now());
      }
      order.placed = true;
      tell(order.user, order(id, order.prices));
    }

    /** Sometimes of an order that is placed later only, or never. */
    private void refund() {
      String id = orders.isEmpty() || random.nextInt(5) == 0 ? fresh() : known();
      Bought order = bought(id);
      int line = random.nextInt(order.prices.size());
      order.back.add(line);
      Fields refund =
          Fields.NONE
              .with("order_id", id)
              .with("refund_id", "r" + number++)
              .with("products", new Value.Many(List.of(line(line, order.prices.get(line)))));
      tell(order.user, said("Order Refunded", refund));
      if (!order.placed && random.nextBoolean()) {
        place(id);
      }
    }

    private void cancel() {
      if (!orders.isEmpty()) {
        String id = known();
        bought(id).cancelled = true;
        tell(bought(id).user, said("Order Cancelled", Fields.NONE.with("order_id", id)));
      }
    }

    /** The same order told once more. */
    private void again() {
      if (!orders.isEmpty()) {
        place(known());
      }
    }

    private @Nullable CustomerId id(String user) {
      var identifier = new Identifier(IdentifierType.USER_ID, user);
      return reading(() -> world.store().reader().resolve(identifier)).orElse(null);
    }

    /** Read again after a loss of power. */
    private <T> T reading(Supplier<T> reads) {
      while (true) {
        try {
          return reads.get();
        } catch (DiskFailed lost) {
          world.settle();
        }
      }
    }

    private long ask(CustomerId customer, String command, Fields details) {
      var arrival = new Arrival.Command(customer, command, "k" + number++, "test", details);
      Receipt receipt = world.insist(List.of(arrival)).getFirst();
      return ((Receipt.Accepted) receipt).position();
    }

    private void adjust() {
      CustomerId customer = id(user());
      if (customer != null) {
        long points = 1L + random.nextInt(30);
        Fields details =
            Fields.NONE.with("programme", "club").with("points", points).with("reason", "test");
        given.put(ask(customer, RewardCommands.ADJUST, details), points);
      }
    }

    /** A balance from elsewhere, which each has once. */
    private void open() {
      CustomerId customer = id(user());
      if (customer != null) {
        long points = random.nextInt(30);
        Fields details =
            Fields.NONE
                .with("programme", "club")
                .with("id", "file." + number)
                .with("points", points)
                .with("tier", "silver")
                .with("tier_until", world.now().plus(Duration.ofDays(9)).toString());
        opened.put(ask(customer, RewardCommands.OPEN, details), points);
      }
    }

    private void redeem() {
      world.settle();
      if (!redemptions.isEmpty() && random.nextInt(3) == 0) {
        undo();
        return;
      }
      CustomerId customer = id(user());
      if (customer != null) {
        Fields mug = Fields.NONE.with("programme", "club").with("reward", "mug");
        redemptions.put(ask(customer, RewardCommands.REDEEM, mug), "mug");
        Fields pin = Fields.NONE.with("programme", "slow").with("reward", "pin");
        ask(customer, RewardCommands.REDEEM, pin);
        Fields cup = Fields.NONE.with("programme", "alive").with("reward", "cup");
        ask(customer, RewardCommands.REDEEM, cup);
      }
    }

    private void undo() {
      List<Long> all = List.copyOf(redemptions.keySet());
      long position = all.get(random.nextInt(all.size()));
      CustomerId owner = owner(position);
      Fields details = Fields.NONE.with("programme", "club").with("redemption", "mug@" + position);
      long asked = ask(owner, RewardCommands.UNDO, details);
      world.settle();
      if (reading(() -> world.store().outcome(asked))
          .flatMap(said -> said.text("code"))
          .equals(Optional.of("done"))) {
        undone.add(position);
      }
    }

    /** Whose a command is by now: the strand it was filed under may have passed on. */
    private CustomerId owner(long position) {
      return reading(() -> {
        Strand strand =
            world.records().stream()
                .filter(record -> record.stamp().position() == position)
                .findFirst()
                .orElseThrow()
                .stamp()
                .strand();
        return world.store().reader().identities().owner(strand).orElseThrow();
      });
    }

    private void join() {
      CustomerId one = id(user());
      CustomerId other = id(user());
      if (one != null && other != null && !one.equals(other)) {
        world.insist(List.of(new Arrival.Join(one, other, "by-hand", "test")));
      }
    }

    private void split() {
      String user = user();
      CustomerId customer = id(user);
      if (customer != null) {
        var identifier = new Identifier(IdentifierType.USER_ID, user);
        world.insist(List.of(new Arrival.Split(customer, identifier, "test")));
      }
    }

    /** Everyone's book, by one of their names. */
    Map<String, Book> books() {
      return each(CustomerState::book);
    }

    <T> Map<String, T> each(Function<CustomerState, T> of) {
      var all = new TreeMap<String, T>();
      for (int i = 0; i < people; i++) {
        CustomerId customer = id("u" + i);
        if (customer != null) {
          var state = world.store().reader().person(customer).orElseThrow().state();
          all.put("u" + i, of.apply(state));
        }
      }
      return all;
    }

    private boolean done(long position) {
      return world
          .store()
          .outcome(position)
          .flatMap(said -> said.text("code"))
          .filter("done"::equals)
          .isPresent();
    }

    /** What is left of someone's orders lives on from the last order of theirs. */
    private void lives(Member alive) {
      for (Lot lot : alive.ledger().lots()) {
        String id = lot.terms().about().substring(lot.terms().about().indexOf('/') + 1);
        Instant last = Objects.requireNonNull(ordered.get(bought(id).user));
        Instant end = Objects.requireNonNull(lot.terms().expiresAt());
        if (lot.remaining() > 0) {
          assertThat(end).as(id).isAfterOrEqualTo(twentyDays(last));
        }
        Instant latest = ordered.values().stream().max(Instant::compareTo).orElseThrow();
        assertThat(end).as(id).isBeforeOrEqualTo(twentyDays(latest));
      }
    }

    private static Instant twentyDays(Instant from) {
      return from.atZone(ZoneId.of("Europe/Paris")).plusDays(20).toInstant();
    }

    void agrees() {
      world.settle();
      var expected = new HashMap<CustomerId, Long>();
      orders
          .values()
          .forEach(order -> {
            CustomerId customer = id(order.user);
            if (customer != null) {
              expected.merge(customer, order.left(), Long::sum);
            }
          });
      redemptions.forEach((position, _) -> {
        if (done(position) && !undone.contains(position)) {
          expected.merge(owner(position), -20L, Long::sum);
        }
      });
      given.forEach((position, points) -> expected.merge(owner(position), points, Long::sum));
      opened.forEach((position, points) ->
          expected.merge(owner(position), done(position) ? points : 0L, Long::sum));
      for (int i = 0; i < people; i++) {
        CustomerId customer = id("u" + i);
        if (customer != null) {
          Book book = world.store().reader().person(customer).orElseThrow().state().book();
          book.members()
              .values()
              .forEach(member -> {
                member.ledger().prove();
                Balances all = member.ledger().balances();
                assertThat(all.issued())
                    .isEqualTo(
                        all.of(Account.REVERSED)
                            + all.of(Account.EXPIRED)
                            + all.of(Account.SPENT)
                            + all.outstanding());
              });
          book.member("alive").ifPresent(this::lives);
          long has = outstanding(book);
          assertThat(has)
              .as("u%d at %s", i, world.now())
              .isEqualTo(expected.getOrDefault(customer, 0L));
        }
      }
    }
  }
}
