package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Commitments;
import habitue.engine.reward.Redemption;
import habitue.engine.reward.earn.RewardCommands;
import habitue.engine.reward.share.Sharing;
import habitue.engine.reward.share.Voucher;
import habitue.engine.reward.share.VoucherBehaviour;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.OrderKey;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.SharedId;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Town;
import habitue.store.Options;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Codes that orders use, give back and use again: none is ever used by an order that is undone. */
class CodesTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final int PEOPLE = 8;
  private static final int ORDERS = 12;
  private static final String PROGRAMME =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          earn: {order: {spend: 1 per 1}}
          rewards:
            coupon: {points: 1, kind: amount, off: 5, codes: CLUB}
      """;

  private static Options options() {
    return Options.of(World.brand(Map.of("loyalty.yaml", PROGRAMME))).withWorkers(2).caching(16);
  }

  @Test
  void a_code_is_used_by_one_order_that_stands_whatever_is_lost_joined_told_apart_or_undone() {
    var reopened = new AtomicLong();
    Seeds.each(
        6,
        seed -> {
          try (var shop = new Shop(seed)) {
            shop.lives();
            shop.agrees();
            shop.world.reopen(options());
            shop.world.settle();
            shop.agrees();
            reopened.addAndGet(shop.reopened());
          }
        });
    assertThat(reopened).as("codes that were given back").hasPositiveValue();
  }

  /** What happens in one of the seeded histories. */
  private static final class Shop implements AutoCloseable {
    private final World world;
    private final SplittableRandom random;

    Shop(long seed) {
      random = new SplittableRandom(seed);
      world = new World(new FaultyDisk(), options(), Town.NOON, random.split());
    }

    @Override
    public void close() {
      world.close();
    }

    private void lives() {
      for (int who = 0; who < PEOPLE; who++) {
        tells("Order Completed", who, "first" + who, "f" + who, Fields.NONE);
      }
      world.settle();
      for (int round = 0; round < 50; round++) {
        world.clock(world.now().plus(Duration.ofMinutes(1)));
        world.disk().failAfter(random.nextInt(40));
        deed("r" + round);
      }
      world.disk().failAfter(Long.MAX_VALUE / 2);
      world.settle();
    }

    /** Each order is one person's, by its number. */
    private void deed(String key) {
      int who = random.nextInt(PEOPLE);
      int order = random.nextInt(ORDERS);
      String number = "o" + order;
      switch (random.nextInt(12)) {
        case 0 -> joins(who);
        case 1 -> world.insist(List.of(new Arrival.Split(id(who), user(who), "test")));
        case 2 -> undone(who, key);
        case 3, 4 -> asks(who, RewardCommands.REDEEM, "reward", "coupon", key);
        case 5 -> tells("Order Completed", order % PEOPLE, number, key, Fields.NONE);
        case 6, 7 -> tells("Order Cancelled", order % PEOPLE, number, key, Fields.NONE);
        case 8, 9 -> reopened(order, key);
        default -> used(number, key);
      }
    }

    private void reopened(int order, String key) {
      Fields document =
          Fields.NONE
              .with("updated_at", world.now().toString())
              .with("cancelled_at", Value.NOTHING);
      tells("Order Updated", order % PEOPLE, "o" + order, key, document);
    }

    private void joins(int who) {
      CustomerId other = id(random.nextInt(PEOPLE));
      if (!other.equals(id(who))) {
        world.insist(List.of(new Arrival.Join(id(who), other, "by-hand", "test")));
      }
    }

    private void undone(int who, String key) {
      world.settle();
      List<Redemption> all = redemptions(who);
      if (!all.isEmpty()) {
        String id = all.get(random.nextInt(all.size())).id();
        asks(who, RewardCommands.UNDO, "redemption", id, key);
      }
    }

    /** Any code that was given to someone, whoever orders; sometimes nobody says of which store. */
    private void used(String order, String key) {
      world.settle();
      List<Redemption> all = redemptions(random.nextInt(PEOPLE));
      if (!all.isEmpty()) {
        Fields named = Fields.NONE.with("order", order);
        Fields details = random.nextInt(3) == 0 ? named : named.with("store", "uk");
        SharedId code = voucher(all.get(random.nextInt(all.size())));
        world.insist(List.of(new Arrival.Command(code, Sharing.USE, key, "test", details)));
      }
    }

    private void tells(String event, int who, String order, String key, Fields more) {
      Fields properties =
          more.with("order_id", order)
              .with("currency", "EUR")
              .with("revenue", 50)
              .with("total", 50);
      Fields said =
          Fields.NONE
              .with("type", "track")
              .with("event", event)
              .with("userId", "u" + who)
              .with("messageId", key)
              .with("properties", properties);
      world.insist(
          List.of(new Arrival.EventArrival(SHOP, said, world.now(), null, false, Reality.REAL)));
    }

    private void asks(int who, String command, String about, String what, String key) {
      Fields details = Fields.NONE.with("programme", "club").with(about, what);
      world.insist(List.of(new Arrival.Command(id(who), command, key, "test", details)));
    }

    private static Identifier user(int who) {
      return new Identifier(IdentifierType.USER_ID, "u" + who);
    }

    private CustomerId id(int who) {
      while (true) {
        try {
          return world.store().reader().resolve(user(who)).orElseThrow();
        } catch (DiskFailed lost) {
          world.settle();
        }
      }
    }

    private CustomerState state(int who) {
      while (true) {
        try {
          return world.store().reader().person(id(who)).orElseThrow().state();
        } catch (DiskFailed lost) {
          world.settle();
        }
      }
    }

    private List<Redemption> redemptions(int who) {
      return state(who).book().member("club").map(it -> it.redemptions()).orElse(List.of());
    }

    private static SharedId voucher(Redemption of) {
      return Sharing.voucher("club", "coupon", of.number());
    }

    private void agrees() {
      var seen = new HashSet<CustomerId>();
      var undone = new ArrayList<String>();
      for (int order = 0; order < ORDERS; order++) {
        var key = new OrderKey("uk", "o" + order);
        Order told = state(order % PEOPLE).orders().find(key).orElse(null);
        if (told != null && told.returns().cancelledAt() != null) {
          undone.add(key.id());
        }
      }
      for (int who = 0; who < PEOPLE; who++) {
        if (seen.add(id(who))) {
          redemptions(who).forEach(each -> agrees(each, undone));
        }
      }
      assertThat(world.disk().dump(Table.OUTBOX)).isEmpty();
    }

    long reopened() {
      var seen = new HashSet<CustomerId>();
      long reopened = 0;
      for (int who = 0; who < PEOPLE; who++) {
        if (seen.add(id(who))) {
          reopened +=
              world.store().reader().commitments(id(who)).stream()
                  .filter(made -> made.name().equals(Commitments.REOPENED))
                  .count();
        }
      }
      return reopened;
    }

    private void agrees(Redemption each, List<String> undone) {
      Voucher voucher = world.store().reader().shared(new VoucherBehaviour(), voucher(each));
      Voucher.State wanted =
          switch (each.state()) {
            case OPEN, FULFILLED -> Voucher.State.GOOD;
            case USED -> Voucher.State.USED;
            case UNDONE -> Voucher.State.VOID;
          };
      assertThat(voucher.state()).as(each.toString()).isEqualTo(wanted);
      if (voucher.state() == Voucher.State.USED && voucher.store() != null) {
        assertThat(undone).as("of %s", voucher).doesNotContain(voucher.order());
      }
    }
  }
}
