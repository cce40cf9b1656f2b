package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.reward.Member;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.share.Budget;
import habitue.engine.reward.share.BudgetBehaviour;
import habitue.engine.reward.share.Budgets;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.SharedId;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Town;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.Options;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Points that draw on a budget: no more are out than it has, whoever earns and whatever comes back.
 */
class BudgetsTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Source IMPORT = new Source(9, "import", Trust.IMPORT, "uk", "import");
  private static final int POINTS = 500;
  private static final String PROGRAMME =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          budgets: {launch: 500}
          earn: {order: {spend: 1 per 1, budget: launch}}
          rewards: {mug: 20}
          challenges:
            loyal: {when: customer.orders.count >= 3, points: 11, budget: launch, again: 1d}
      """;

  /**
   * @param version another one folds everyone anew
   */
  private static Options options(int version) {
    return Options.of(World.brand(Map.of("loyalty.yaml", PROGRAMME)))
        .withCustomers(PromisingCustomers.healthy(version))
        .withWorkers(2)
        .caching(16);
  }

  private static World world(long seed) {
    return new World(new FaultyDisk(), options(1), Town.NOON, new SplittableRandom(seed));
  }

  private static Arrival told(World world, int who, String event, String order, int price) {
    return told(world, who, event, order, price, false);
  }

  private static Arrival told(
      World world, int who, String event, String order, int price, boolean history) {
    Fields said =
        Fields.NONE
            .with("type", "track")
            .with("event", event)
            .with("userId", "u" + who)
            .with("messageId", event + order + price + history)
            .with("timestamp", world.now().toString())
            .with("properties", properties(event, order, price));
    Source source = history ? IMPORT : SHOP;
    return new Arrival.EventArrival(source, said, world.now(), null, history, Reality.REAL);
  }

  private static Fields properties(String event, String order, int price) {
    Fields named = Fields.NONE.with("order_id", order).with("currency", "EUR");
    return event.equals("Order Refunded")
        ? named.with("amount", price).with("refund_id", order + "/" + price)
        : named.with("revenue", price).with("total", price);
  }

  private static CustomerId id(World world, int who) {
    var identifier = new Identifier(IdentifierType.USER_ID, "u" + who);
    while (true) {
      try {
        return world.store().reader().resolve(identifier).orElseThrow();
      } catch (DiskFailed lost) {
        world.settle();
      }
    }
  }

  private static Member member(World world, CustomerId id) {
    return world
        .store()
        .reader()
        .person(id)
        .orElseThrow()
        .state()
        .book()
        .member("club")
        .orElseThrow();
  }

  private static Budget launch(World world) {
    SharedId id = Budgets.id("club", "launch");
    byte[] found =
        world.disk().read(Table.STATES, Keys.with(Keys.of(id.slot(), id.number()), (byte) 0));
    return new BudgetBehaviour().read(id, new byte[][] {found == null ? new byte[0] : found});
  }

  @Test
  void of_a_thousand_who_earn_at_once_no_more_are_paid_than_the_budget_has() {
    try (World world = world(1)) {
      int people = 1_000;
      world.insist(
          IntStream.range(0, people)
              .mapToObj(who -> told(world, who, "Order Completed", "o" + who, 30))
              .toList());
      world.settle();
      long paid =
          IntStream.range(0, people)
              .filter(who -> active(member(world, id(world, who))) == 30)
              .count();
      assertThat(paid).isEqualTo(POINTS / 30);
      assertThat(launch(world).out()).isEqualTo(paid * 30);
      // What comes back is there for the next.
      world.insist(
          IntStream.range(0, people)
              .mapToObj(who -> told(world, who, "Order Cancelled", "o" + who, 30))
              .toList());
      world.settle();
      assertThat(launch(world).out()).isZero();
      world.insist(List.of(told(world, 7, "Order Completed", "again", POINTS)));
      world.settle();
      assertThat(active(member(world, id(world, 7)))).isEqualTo(POINTS);
    }
  }

  private static long active(Member member) {
    return member.ledger().balances().of(Account.ACTIVE);
  }

  @Test
  void power_may_fail_at_any_write_people_join_part_and_give_back() {
    Seeds.each(
        8,
        seed -> {
          var random = new SplittableRandom(seed);
          try (World world = world(seed)) {
            int people = 12;
            world.insist(
                IntStream.range(0, people)
                    .mapToObj(who -> told(world, who, "Order Completed", "first" + who, 10))
                    .toList());
            for (int round = 0; round < 50; round++) {
              world.disk().failAfter(random.nextInt(30));
              deed(world, random, people, round);
            }
            world.disk().failAfter(Long.MAX_VALUE / 2);
            world.settle();
            long out = agrees(world, people);
            List<String> made = world.disk().dump(Table.COMMITMENTS);
            world.reopen(options(2));
            world.settle();
            assertThat(agrees(world, people)).isEqualTo(out);
            assertThat(world.disk().dump(Table.COMMITMENTS)).as("nothing anew").isEqualTo(made);
          }
        });
  }

  private static void deed(World world, SplittableRandom random, int people, int round) {
    int who = random.nextInt(people);
    switch (random.nextInt(8)) {
      case 0 -> {
        CustomerId other = id(world, random.nextInt(people));
        if (!other.equals(id(world, who))) {
          world.insist(List.of(new Arrival.Join(id(world, who), other, "by-hand", "test")));
        }
      }
      case 1 ->
          world.insist(
              List.of(
                  new Arrival.Split(
                      id(world, who), new Identifier(IdentifierType.USER_ID, "u" + who), "test")));
      case 2 -> world.insist(List.of(told(world, who, "Order Cancelled", "first" + who, 10)));
      case 3 ->
          world.insist(
              List.of(
                  told(world, who, "Order Refunded", order(who, random), 1 + random.nextInt(30))));
      case 4 -> world.insist(List.of(told(world, who, "Order Completed", "old" + round, 20, true)));
      default -> {
        // Told, made larger and taken back at once: the budget's word comes when it will.
        var all = new ArrayList<Arrival>();
        String order = order(who, random);
        all.add(told(world, who, "Order Completed", order, 20 + random.nextInt(40)));
        if (random.nextBoolean()) {
          all.add(told(world, who, "Order Updated", order, 70));
        }
        if (random.nextBoolean()) {
          all.add(told(world, who, "Order Refunded", order, 5));
        }
        world.insist(all);
      }
    }
  }

  private static String order(int who, SplittableRandom random) {
    return who + "/" + random.nextInt(4);
  }

  /** What is out is what people have of it, and never more than there is. */
  private static long agrees(World world, int people) {
    var seen = new HashSet<CustomerId>();
    long out = 0;
    for (int who = 0; who < people; who++) {
      CustomerId id = id(world, who);
      if (seen.add(id)) {
        Member member = member(world, id);
        member.ledger().prove();
        assertThat(member.claims()).as("nobody waits").isEmpty();
        out += member.ledger().lots().stream().mapToLong(BudgetsTest::kept).sum();
      }
    }
    assertThat(launch(world).out()).isEqualTo(out).isBetween(1L, (long) POINTS);
    assertThat(world.disk().dump(Table.OUTBOX)).isEmpty();
    return out;
  }

  private static long kept(Lot lot) {
    return lot.terms().budget().isEmpty() ? 0 : lot.size() - lot.reversed();
  }
}
