package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.reward.Member;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Town;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.Options;
import habitue.store.door.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Orders that a file tells once more, after they were decided on live. */
class LateOrdersTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Source FILE = new Source(9, "import", Trust.IMPORT, "uk", "import");
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          exclude: customer.traits.staff == true
          earn: {order: {spend: 1 per 1}}
      """;

  private static Options options() {
    return Options.of(World.brand(Map.of("loyalty.yaml", CLUB)))
        .withCustomers(PromisingCustomers.healthy(1))
        .withWorkers(2);
  }

  private static Arrival event(Source source, Instant at, Fields said) {
    Fields message =
        said.with("userId", "u1")
            .with("messageId", source.number() + "@" + at + said.hashCode())
            .with("timestamp", at.toString());
    return new Arrival.EventArrival(
        source, message, at, null, source.trust() == Trust.IMPORT, Reality.REAL);
  }

  private static Fields staff(boolean staff) {
    return Fields.NONE.with("type", "identify").with("traits", Fields.of("staff", Value.of(staff)));
  }

  private static Fields order(String id, int revenue) {
    Fields order =
        Fields.NONE.with("order_id", id).with("currency", "EUR").with("revenue", revenue);
    return Fields.NONE
        .with("type", "track")
        .with("event", "Order Completed")
        .with("properties", order);
  }

  private static long points(World world) {
    var u1 = new Identifier(IdentifierType.USER_ID, "u1");
    CustomerId customer = world.store().reader().resolve(u1).orElseThrow();
    Member member =
        world
            .store()
            .reader()
            .person(customer)
            .orElseThrow()
            .state()
            .book()
            .member("club")
            .orElseThrow();
    return member.ledger().balances().outstanding();
  }

  @Test
  void what_was_decided_as_earning_nothing_earns_nothing_by_a_file_that_tells_it_before() {
    Instant then = Town.NOON.minus(Duration.ofDays(1));
    try (var world = new World(new FaultyDisk(), options(), then, new SplittableRandom(7))) {
      world.insist(List.of(event(SHOP, then, order("o0", 5)), event(SHOP, then, staff(true))));
      world.insist(List.of(event(SHOP, then, order("o1", 40))));
      world.settle();
      assertThat(points(world)).isEqualTo(5);
      world.clock(Town.NOON);
      world.insist(List.of(event(SHOP, Town.NOON, staff(false))));
      world.settle();
      // The shop's own times lie somewhat before those at which it told.
      Instant placed = then.minusSeconds(90);
      world.insist(
          List.of(
              event(FILE, placed, order("o1", 40)),
              event(FILE, placed.minusSeconds(9), order("o2", 3)),
              event(FILE, placed.minusSeconds(99), order("o0", 5))));
      world.settle();
      assertThat(points(world)).isEqualTo(5 + 3);
    }
  }
}
