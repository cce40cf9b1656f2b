package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.SharedId;
import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Town;
import habitue.simulation.toy.Asker;
import habitue.simulation.toy.AskerBehaviour;
import habitue.simulation.toy.Gift;
import habitue.simulation.toy.GiftBehaviour;
import habitue.store.Options;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import habitue.store.journal.Commitments;
import habitue.store.journal.Journal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Ten gifts and a thousand who ask: an entity that people share, with one writer and a ledger. */
class GiftTest {
  private static final SharedId MUG = new SharedId(GiftBehaviour.KIND, "mug");
  private static final int PIECES = 10;

  @Test
  void of_a_thousand_who_ask_at_once_exactly_ten_get_one() throws Exception {
    try (World world = world(1)) {
      Map<String, String> answers = askAtOnce(world, 1_000);
      assertThat(answers.values()).containsOnly("reserved", "gone");
      assertThat(answers.values().stream().filter("reserved"::equals)).hasSize(PIECES);
      assertThat(askAtOnce(world, 1_000)).as("asked again under the same keys").isEqualTo(answers);
      assertThat(gift(world).asked()).isEqualTo(1_000);
      assertThat(ledger(world)).hasSize(PIECES);
    }
  }

  @Test
  void power_may_fail_at_any_write_and_still_exactly_ten_get_one() {
    Seeds.each(
        6,
        seed -> {
          var random = new SplittableRandom(seed);
          try (World world = world(seed)) {
            Map<String, String> answers = new HashMap<>();
            for (int round = 0; round < 12; round++) {
              world.disk().failAfter(random.nextInt(25));
              var asks = new ArrayList<Arrival>();
              for (int i = 0; i < 40; i++) {
                asks.add(reserve(random.nextInt(300)));
              }
              note(answers, asks, world.insist(asks));
            }
            world.settle();
            assertThat(gift(world).reserved()).hasSize(PIECES);
            assertThat(ledger(world).stream().map(made -> made.details().text("who").orElseThrow()))
                .containsExactlyElementsOf(gift(world).reserved());
            answers.forEach((who, answer) ->
                assertThat(answer)
                    .isIn("pending", gift(world).reserved().contains(who) ? "reserved" : "gone"));
          }
        });
  }

  @Test
  void what_is_sent_arrives_once_and_in_order_whatever_fails() {
    Seeds.each(
        6,
        seed -> {
          var random = new SplittableRandom(seed);
          try (World world = world(seed)) {
            for (int round = 0; round < 5; round++) {
              world.disk().failAfter(random.nextInt(40));
              var asks = new ArrayList<Arrival>();
              for (int asker = 0; asker < 20; asker++) {
                asks.add(ask(asker, round));
              }
              world.insist(asks);
            }
            world.settle();
            assertThat(gift(world).asked()).isEqualTo(100);
            assertThat(ledger(world)).hasSize(PIECES);
            for (int asker = 0; asker < 20; asker++) {
              Asker told = asker(world, asker);
              assertThat(told.asked()).isEqualTo(5);
              assertThat(told.answers()).hasSize(5).containsAnyOf("reserved", "gone");
              assertThat(told.answers().stream().distinct()).as("no answer changes").hasSize(1);
            }
            assertThat(world.disk().dump(Table.OUTBOX)).isEmpty();
          }
        });
  }

  @Test
  void another_version_refolds_the_gift_and_leaves_its_ledger_bit_for_bit() throws Exception {
    try (World world = world(3)) {
      askAtOnce(world, 60);
      world.settle();
      Gift before = gift(world);
      List<String> ledger = world.disk().dump(Table.COMMITMENTS);
      List<String> journal = world.disk().dump(Table.JOURNAL);
      world.reopen(options(2));
      Map<String, String> more = askAtOnce(world, 80);
      world.settle();
      assertThat(more.values().stream().filter("reserved"::equals)).hasSize(PIECES);
      assertThat(world.disk().dump(Table.COMMITMENTS)).isEqualTo(ledger);
      assertThat(world.disk().dump(Table.JOURNAL)).containsAll(journal);
      assertThat(gift(world)).isEqualTo(new Gift(80, before.reserved()));
      assertThat(world.records().stream().filter(each -> each.body() instanceof Body.Asked))
          .hasSize(80);
    }
  }

  private static World world(long seed) {
    return new World(new FaultyDisk(), options(1), Town.NOON, new SplittableRandom(seed));
  }

  private static Options options(int version) {
    return World.options()
        .withShared(
            Map.of(
                GiftBehaviour.KIND,
                new GiftBehaviour(version, PIECES),
                AskerBehaviour.KIND,
                new AskerBehaviour()));
  }

  private static Map<String, String> askAtOnce(World world, int many) throws Exception {
    Map<String, String> answers = new HashMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking = new ArrayList<Callable<List<Receipt>>>();
      for (int i = 0; i < many; i++) {
        Arrival reserve = reserve(i);
        asking.add(() -> world.store().door().accept(List.of(reserve)));
      }
      List<Future<List<Receipt>>> told = threads.invokeAll(asking);
      for (int i = 0; i < many; i++) {
        note(answers, List.of(reserve(i)), told.get(i).get());
      }
    }
    return answers;
  }

  private static void note(
      Map<String, String> answers, List<Arrival> asks, List<Receipt> receipts) {
    for (int i = 0; i < asks.size(); i++) {
      String who = ((Arrival.Command) asks.get(i)).details().text("who").orElseThrow();
      Fields outcome = ((Receipt.Accepted) receipts.get(i)).outcome();
      answers.put(who, outcome.text("status").orElseThrow());
    }
  }

  private static Arrival reserve(int who) {
    String name = "p" + who;
    return new Arrival.Command(
        MUG, GiftBehaviour.RESERVE, name, "test", Fields.NONE.with("who", name));
  }

  private static Arrival ask(int asker, int round) {
    return new Arrival.Command(
        new SharedId(AskerBehaviour.KIND, "a" + asker),
        AskerBehaviour.ASK,
        "r" + round,
        "test",
        Fields.NONE.with("gift", "mug"));
  }

  private static Gift gift(World world) {
    return new GiftBehaviour(1, PIECES).read(MUG, parts(world, MUG, 2));
  }

  private static Asker asker(World world, int number) {
    var id = new SharedId(AskerBehaviour.KIND, "a" + number);
    return new AskerBehaviour().read(id, parts(world, id, 1));
  }

  private static byte[][] parts(World world, EntityId id, int count) {
    byte[][] parts = new byte[count][];
    for (int part = 0; part < count; part++) {
      byte[] key = Keys.with(Keys.of(id.slot(), id.number()), (byte) part);
      byte[] found = world.disk().read(Table.STATES, key);
      parts[part] = found == null ? new byte[0] : found;
    }
    return parts;
  }

  private static List<Commitment> ledger(World world) {
    return new Commitments(world.disk()).of(List.of(Journal.ownStrand(MUG)), Long.MAX_VALUE);
  }
}
