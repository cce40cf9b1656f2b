package habitue.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {
  private static final Map<String, String> CONTENT = new LinkedHashMap<>();

  static {
    CONTENT.put("customers", "select * exclude (identity_mark) from customers order by all");
    CONTENT.put("identifiers", "from identifiers order by all");
    CONTENT.put("consents", "from consents order by all");
    CONTENT.put("events", "select * exclude (seq) from events order by all");
    CONTENT.put("orders", "from orders order by all");
    CONTENT.put("order_items", "from order_items order by all");
    CONTENT.put("facts", "select * exclude (seq) from facts order by all");
    CONTENT.put("shapes", "from shapes order by all");
  }

  @TempDir private Path folder;
  private final FakeStore store = new FakeStore();

  @Test
  void the_tables_made_anew_are_those_that_followed() {
    var shop = new SeededShop(store, 21);
    shop.past(40, 5);
    shop.live(300);
    try (Warehouse warehouse = open()) {
      warehouse.catchUp();
      Map<String, List<String>> followed = content(warehouse);
      var steps = new ArrayList<Long>();
      warehouse.rebuild(store, (done, _) -> steps.add(done));
      assertThat(content(warehouse)).isEqualTo(followed);
      assertThat(steps).isNotEmpty().last().isEqualTo((long) store.states().size());
    }
  }

  @Test
  void what_comes_by_the_feed_again_is_taken_once() {
    var shop = new SeededShop(store, 22);
    shop.live(400);
    try (Warehouse warehouse = open()) {
      warehouse.rebuild(store, (_, _) -> {});
      shop.live(150);
      warehouse.catchUp();
      Map<String, List<String>> followed = content(warehouse);
      warehouse.rebuild(store, (_, _) -> {});
      warehouse.catchUp();
      assertThat(content(warehouse)).isEqualTo(followed);
    }
  }

  @Test
  void readers_go_on_while_the_tables_are_made_anew() throws InterruptedException {
    new SeededShop(store, 23).live(300);
    try (Warehouse warehouse = open()) {
      warehouse.catchUp();
      var counts = new ArrayList<Long>();
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 50; i++) {
                  counts.add(warehouse.rowCounts().getOrDefault("events", -1L));
                }
              });
      warehouse.rebuild(store, (_, _) -> {});
      reader.join();
      assertThat(counts).hasSize(50).containsOnly((long) store.events().size());
    }
  }

  private Warehouse open() {
    return Warehouse.open(folder.resolve("w.duckdb"), store, WarehouseOptions.USUAL);
  }

  private static Map<String, List<String>> content(Warehouse warehouse) {
    return warehouse
        .readers()
        .read(sql -> {
          var content = new LinkedHashMap<String, List<String>>();
          CONTENT.forEach((table, question) ->
              content.put(
                  table,
                  sql.list(
                      "select to_json(t)::varchar from (" + question + ") t", row -> row.text(1))));
          return content;
        });
  }
}
