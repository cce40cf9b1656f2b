package habitue.simulation.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.store.World;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.Options;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.warehouse.Warehouse;
import habitue.warehouse.WarehouseOptions;
import habitue.warehouse.file.WarehouseRefused;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the rules of who is no customer change, the past is marked anew: people, scores, tables. */
class MarkedAnewTest {
  private static final int MOST_PEOPLE = 8;
  private static final String OWN =
      "{internal: {users: [u1], emails: [staff.example]}, test: {coupons: [TRYOUT]}}";
  private static final String TABLES =
      "select concat_ws(' ', 'event', name, reality, count(*)) from event_rows group by name, reality"
          + " union all select concat_ws(' ', 'order', customer_id, order_id, home_net) from orders"
          + " union all select concat_ws(' ', 'customer', customer_id, orders) from customers"
          + " order by 1";

  @TempDir private Path folder;
  private int files;

  private static Options options(String traffic) {
    return Options.of(context(traffic))
        .withCustomers(PromisingCustomers.healthy(1))
        .withWorkers(2)
        .caching(20);
  }

  private static Context context(String traffic) {
    var files = PlaybookFiles.of(traffic.isEmpty() ? Map.of() : Map.of("traffic.yaml", traffic));
    var read = (Playbook.Reading.Good) Playbook.read(files);
    return new Context("Shop", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE, read.playbook());
  }

  @Test
  void people_scores_and_tables_follow_the_rules_and_go_back_with_them() {
    Seeds.each(4, this::follows);
  }

  private void follows(long seed) {
    Path file = folder.resolve("w" + ++files + ".duckdb");
    Path other = folder.resolve("w" + ++files + ".duckdb");
    try (World world = lived("", seed);
        World fromTheStart = lived(OWN, seed)) {
      Map<String, String> people = people(world);
      List<String> tables = tables(world, file, "", false);
      assertThat(tables).anyMatch(row -> row.startsWith("order ")).noneMatch(MarkedAnewTest::ours);

      world.reopen(options(OWN));
      world.settle();
      assertThat(world.store().status().refolding()).isZero();
      assertThat(people(world)).isEqualTo(people(fromTheStart)).isNotEqualTo(people);
      assertThatThrownBy(() -> tables(world, file, OWN, false))
          .isInstanceOfSatisfying(
              WarehouseRefused.class, refused -> assertThat(refused.code().rebuildable()).isTrue());
      List<String> marked = tables(world, file, OWN, true);
      assertThat(marked)
          .isEqualTo(tables(fromTheStart, other, OWN, false))
          .anyMatch(MarkedAnewTest::ours);
      assertThat(tables(world, file, OWN, false)).as("opened as it is").isEqualTo(marked);

      world.reopen(options(""));
      world.settle();
      assertThat(people(world)).isEqualTo(people);
      assertThat(tables(world, file, "", true)).isEqualTo(tables);
    }
  }

  private static boolean ours(String row) {
    return row.contains(" internal ") || row.contains(" test ");
  }

  /** The same life under any rules: what is drawn hangs on the seed alone. */
  private static World lived(String traffic, long seed) {
    var random = new SplittableRandom(seed);
    var world = new World(new FaultyDisk(), options(traffic), RetentionTest.START, random.split());
    Instant now = RetentionTest.START;
    for (int i = 0; i < 120; i++) {
      now = now.plusSeconds(random.nextInt(40_000));
      world.clock(now);
      world.insist(List.of(event(random, i, now)));
    }
    world.settle();
    return world;
  }

  private static Arrival event(SplittableRandom random, int number, Instant now) {
    int person = random.nextInt(MOST_PEOPLE);
    boolean order = random.nextInt(3) == 0;
    Fields message =
        Fields.of("messageId", Value.of("m" + number))
            .with("userId", "u" + person)
            .with("type", "track")
            .with("event", order ? "Order Completed" : "Product Viewed");
    Fields said =
        Fields.of("product_id", Value.of("p" + random.nextInt(5)))
            .with("category", "k" + random.nextInt(3));
    if (order) {
      said =
          Fields.of("order_id", Value.of("o" + number))
              .with("currency", "EUR")
              .with("total", 10 + random.nextInt(90))
              .with("coupon", random.nextInt(4) == 0 ? "tryout" : "")
              .with("email", person == 2 ? "x@staff.example" : "u" + person + "@home.example");
    }
    Fields sent = message.with("properties", said);
    return new Arrival.EventArrival(RetentionTest.SHOP, sent, now, null, false, Reality.REAL);
  }

  private static Map<String, String> people(World world) {
    var people = new TreeMap<String, String>();
    ids(world.store())
        .forEach(id -> {
          CustomerState state = world.store().reader().person(id).orElseThrow().state();
          people.put(
              id.toString(),
              "%s %s %s %s"
                  .formatted(state.profile(), state.interests(), state.orders(), state.activity()));
        });
    return people;
  }

  private static List<CustomerId> ids(Store store) {
    var ids = new ArrayList<CustomerId>();
    store.reader().customers(ids::add);
    return ids;
  }

  private static List<String> tables(World world, Path file, String traffic, boolean anew) {
    WarehouseOptions options = WarehouseOptions.of(() -> context(traffic));
    try (Warehouse warehouse =
        anew
            ? Warehouse.rebuilt(
                file, world.store().feed(), Shop.past(world.store()), options, (_, _) -> {})
            : Warehouse.open(file, world.store().feed(), options)) {
      warehouse.catchUp();
      return warehouse.readers().read(sql -> sql.list(TABLES, row -> row.text(1)));
    }
  }
}
