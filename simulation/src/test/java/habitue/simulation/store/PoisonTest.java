package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Town;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.Options;
import habitue.store.door.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An event on which the engine breaks stops the person it is of, and nobody else. */
class PoisonTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Options POISONED =
      World.options()
          .withCustomers(
              new PromisingCustomers(
                  1, happened -> happened.event().name().equals("Product Poisoned")));

  @Test
  void its_person_is_halted_others_go_on_and_the_next_version_cures_it() {
    var random = new SplittableRandom(3);
    try (var world = new World(new FaultyDisk(), POISONED, Town.NOON, random)) {
      world.insist(
          List.of(
              event(world, "m1", "ill", "Product Viewed"),
              event(world, "m2", "ill", "Product Poisoned"),
              event(world, "m3", "ill", "Order Completed"),
              event(world, "m4", "well", "Order Completed")));
      world.settle();
      assertThat(world.store().status().halted()).isEqualTo(1);
      assertThat(world.store().status().failed()).isFalse();
      assertThat(thanked(world, "well")).containsExactly("m4");
      assertThat(thanked(world, "ill")).isEmpty();

      world.insist(
          List.of(
              event(world, "m5", "ill", "Order Completed"),
              event(world, "m6", "well", "Order Completed")));
      world.settle();
      assertThat(thanked(world, "well")).containsExactly("m4", "m6");
      assertThat(thanked(world, "ill")).isEmpty();

      world.reopen(World.options().withCustomers(PromisingCustomers.healthy(2)));
      world.insist(List.of(event(world, "m7", "ill", "Order Completed")));
      world.settle();
      assertThat(world.store().status().halted()).isZero();
      assertThat(thanked(world, "ill")).contains("m7").doesNotHaveDuplicates();
      assertThat(thanked(world, "well")).containsExactly("m4", "m6");
      new Life(world, random).everyoneIsWhatTheyLived();
    }
  }

  @Test
  void it_stays_halted_through_a_restart_of_the_same_version() {
    try (var world = new World(new FaultyDisk(), POISONED, Town.NOON, new SplittableRandom(3))) {
      world.insist(List.of(event(world, "m1", "ill", "Product Poisoned")));
      world.settle();
      world.reopen(POISONED);
      world.insist(
          List.of(
              event(world, "m2", "ill", "Order Completed"),
              event(world, "m3", "well", "Order Completed")));
      world.settle();
      assertThat(world.store().status().halted()).isEqualTo(1);
      assertThat(thanked(world, "ill")).isEmpty();
      assertThat(thanked(world, "well")).containsExactly("m3");
    }
  }

  private static List<String> thanked(World world, String who) {
    CustomerId id =
        world.store().reader().resolve(new Identifier(IdentifierType.USER_ID, who)).orElseThrow();
    var messages = new ArrayList<String>();
    world
        .store()
        .reader()
        .commitments(id)
        .forEach(each -> messages.add(each.details().text("message").orElse("")));
    return messages;
  }

  private static Arrival event(World world, String messageId, String who, String name) {
    Fields message =
        Fields.NONE
            .with("type", "track")
            .with("event", name)
            .with("messageId", messageId)
            .with("userId", who);
    Fields order = Fields.NONE.with("order_id", messageId);
    return new Arrival.EventArrival(
        SHOP, message.with("properties", order), world.now(), null, false, Reality.REAL);
  }
}
