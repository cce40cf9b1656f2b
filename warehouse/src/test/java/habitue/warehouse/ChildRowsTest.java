package habitue.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a child, the tables of events have only what is kept of a child. */
class ChildRowsTest {
  private static final String ROWS =
      "select concat_ws(' ', properties, spared) from event_rows order by position";

  @TempDir private Path folder;
  private final FakeStore store = new FakeStore();

  private CustomerId identify(String who, String name, String birthday) {
    Fields traits = Fields.of("address", Fields.of("country", Value.of("FR")));
    traits = name.isEmpty() ? traits : traits.with("name", name);
    traits = birthday.isEmpty() ? traits : traits.with("birthday", birthday);
    return store.live(who, Messages.identify(who, traits));
  }

  @Test
  void a_child_s_name_is_in_no_row() {
    try (Warehouse warehouse = open()) {
      identify("ada", "Ada", "2020-05-01");
      identify("eve", "Eve", "1980-05-01");
      warehouse.catchUp();
      List<String> rows = list(warehouse);
      assertThat(rows.getFirst()).contains("2020-05-01", "FR", "true").doesNotContain("Ada");
      assertThat(rows.getLast()).contains("Eve", "false");
    }
  }

  @Test
  void what_was_written_before_anyone_knew_is_put_right_both_ways() {
    try (Warehouse warehouse = open()) {
      CustomerId bob = identify("bob", "Bob", "");
      warehouse.catchUp();
      assertThat(list(warehouse).getFirst()).contains("Bob", "false");
      identify("bob", "", "2020-05-01");
      warehouse.catchUp();
      assertThat(list(warehouse).getFirst()).contains("true").doesNotContain("Bob");
      List<String> before = list(warehouse);
      warehouse.rebuild(store, (_, _) -> {});
      assertThat(list(warehouse)).isEqualTo(before);
      identify("bob", "", "1980-05-01");
      store.refold(bob);
      warehouse.catchUp();
      assertThat(list(warehouse).getFirst()).contains("Bob", "false");
    }
  }

  private Warehouse open() {
    return Warehouse.open(folder.resolve("w.duckdb"), store, WarehouseOptions.USUAL);
  }

  private static List<String> list(Warehouse warehouse) {
    return warehouse.readers().read(sql -> sql.list(ROWS, row -> row.text(1)));
  }
}
