package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.reward.Member;
import habitue.engine.reward.Redemption;
import habitue.engine.reward.earn.RewardCommands;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.share.Sharing;
import habitue.engine.reward.share.Stock;
import habitue.engine.reward.share.StockBehaviour;
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
import habitue.store.Options;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rewards of which there are so many only: the first to ask get them, and nobody else pays. */
class StockTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final int PIECES = 10;
  private static final String PROGRAMME =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          earn: {order: {spend: 1 per 1}}
          rewards:
            mug: {points: 20, stock: 10}
            coupon: {points: 5, kind: discount, codes: CLUB, limit: 2 per 30d}
      """;

  private static Options options() {
    return Options.of(World.brand(Map.of("loyalty.yaml", PROGRAMME))).withWorkers(2).caching(16);
  }

  private static World world(long seed) {
    return new World(new FaultyDisk(), options(), Town.NOON, new SplittableRandom(seed));
  }

  private static Arrival order(World world, int who) {
    Fields said =
        Fields.NONE
            .with("type", "track")
            .with("event", "Order Completed")
            .with("userId", "u" + who)
            .with("messageId", "m" + who)
            .with(
                "properties",
                Fields.NONE
                    .with("order_id", "o" + who)
                    .with("currency", "EUR")
                    .with("revenue", 50)
                    .with("total", 50));
    return new Arrival.EventArrival(SHOP, said, world.now(), null, false, Reality.REAL);
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

  private static Arrival command(
      World world, int who, String name, String about, String what, String key) {
    Fields details = Fields.NONE.with("programme", "club").with(about, what);
    return new Arrival.Command(id(world, who), name, key, "test", details);
  }

  private static Member member(World world, int who) {
    return world
        .store()
        .reader()
        .person(id(world, who))
        .orElseThrow()
        .state()
        .book()
        .member("club")
        .orElseThrow();
  }

  private static long active(World world, int who) {
    return member(world, who).ledger().balances().of(Account.ACTIVE);
  }

  private static Stock stock(World world, String reward) {
    SharedId id = Sharing.stock("club", reward);
    byte[] found =
        world.disk().read(Table.STATES, Keys.with(Keys.of(id.slot(), id.number()), (byte) 0));
    return new StockBehaviour().read(id, new byte[][] {found == null ? new byte[0] : found});
  }

  private static String code(Receipt receipt) {
    Fields outcome = ((Receipt.Accepted) receipt).outcome();
    return outcome.text("code").orElseGet(() -> outcome.text("status").orElse(""));
  }

  @Test
  void of_a_thousand_who_ask_at_once_ten_get_one_and_nobody_else_pays() throws Exception {
    int askers = 1_000;
    try (World world = world(1)) {
      var orders = new ArrayList<Arrival>();
      for (int who = 0; who < askers; who++) {
        orders.add(order(world, who));
      }
      world.insist(orders);
      world.settle();
      List<String> answers = askAtOnce(world, askers);
      assertThat(answers).containsOnly("done", "out_of_stock");
      assertThat(answers.stream().filter("done"::equals)).hasSize(PIECES);
      assertThat(askAtOnce(world, askers)).as("asked again under their keys").isEqualTo(answers);
      for (int who = 0; who < askers; who++) {
        boolean got = answers.get(who).equals("done");
        assertThat(active(world, who)).isEqualTo(got ? 30 : 50);
      }
      assertThat(stock(world, "mug").out()).isEqualTo(PIECES);
    }
  }

  private static List<String> askAtOnce(World world, int many) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking = new ArrayList<Callable<String>>();
      for (int who = 0; who < many; who++) {
        Arrival ask = command(world, who, RewardCommands.REDEEM, "reward", "mug", "k" + who);
        asking.add(() -> code(world.store().door().accept(List.of(ask)).getFirst()));
      }
      var answers = new ArrayList<String>();
      for (Future<String> each : threads.invokeAll(asking)) {
        answers.add(each.get());
      }
      return answers;
    }
  }

  @Test
  void power_may_fail_at_any_write_people_join_and_what_comes_back_is_given_again() {
    Seeds.each(
        8,
        seed -> {
          var random = new SplittableRandom(seed);
          try (World world = world(seed)) {
            int people = 16;
            world.insist(
                Stream.iterate(0, i -> i + 1).limit(people).map(i -> order(world, i)).toList());
            world.settle();
            for (int round = 0; round < 40; round++) {
              world.disk().failAfter(random.nextInt(30));
              int who = random.nextInt(people);
              deed(world, random, who, "r" + round);
            }
            world.disk().failAfter(Long.MAX_VALUE / 2);
            world.settle();
            agrees(world, people);
            world.reopen(options());
            world.settle();
            agrees(world, people);
          }
        });
  }

  private static void deed(World world, SplittableRandom random, int who, String key) {
    switch (random.nextInt(8)) {
      case 0 -> {
        CustomerId other = id(world, random.nextInt(16));
        if (!other.equals(id(world, who))) {
          world.insist(List.of(new Arrival.Join(id(world, who), other, "by-hand", "test")));
        }
      }
      case 1 ->
          world.insist(
              List.of(
                  new Arrival.Split(
                      id(world, who), new Identifier(IdentifierType.USER_ID, "u" + who), "test")));
      case 2, 3 -> {
        world.settle();
        member(world, who).redemptions().stream()
            .filter(each -> each.state() != Redemption.State.UNDONE)
            .findFirst()
            .ifPresent(each ->
                world.insist(
                    List.of(
                        command(world, who, RewardCommands.UNDO, "redemption", each.id(), key))));
      }
      case 4 ->
          world.insist(
              List.of(command(world, who, RewardCommands.REDEEM, "reward", "coupon", key)));
      default -> {
        // Twice at once: both may be claimed, one may be paid.
        var asks = new ArrayList<Arrival>();
        asks.add(command(world, who, RewardCommands.REDEEM, "reward", "mug", key));
        asks.add(command(world, who, RewardCommands.REDEEM, "reward", "mug", key + "b"));
        world.insist(asks);
      }
    }
  }

  private static void agrees(World world, int people) {
    var seen = new HashSet<CustomerId>();
    long mugs = 0;
    long coupons = 0;
    var numbers = new HashSet<String>();
    for (int who = 0; who < people; who++) {
      if (seen.add(id(world, who))) {
        Member member = member(world, who);
        member.ledger().prove();
        long paid = 0;
        for (Redemption each : member.redemptions()) {
          if (each.state() != Redemption.State.UNDONE) {
            mugs += each.reward().equals("mug") ? 1 : 0;
            coupons += each.reward().equals("coupon") ? 1 : 0;
            paid += each.reward().equals("mug") ? 20 : 5;
            assertThat(numbers.add(each.reward() + each.number())).isTrue();
          }
        }
        assertThat(member.ledger().balances().of(Account.SPENT)).isEqualTo(paid);
      }
    }
    assertThat(stock(world, "mug").out()).isEqualTo(mugs).isLessThanOrEqualTo(PIECES);
    assertThat(stock(world, "coupon").out()).isEqualTo(coupons);
    assertThat(world.disk().dump(Table.OUTBOX)).isEmpty();
  }
}
