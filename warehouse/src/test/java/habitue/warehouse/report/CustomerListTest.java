package habitue.warehouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.warehouse.FakeStore;
import habitue.warehouse.Messages;
import habitue.warehouse.SeededShop;
import habitue.warehouse.Warehouse;
import habitue.warehouse.WarehouseOptions;
import habitue.warehouse.report.CustomerList.Line;
import habitue.warehouse.report.CustomerList.Page;
import habitue.warehouse.report.CustomerList.Query;
import habitue.warehouse.report.CustomerList.Sort;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerListTest {
  @TempDir private Path folder;
  private final FakeStore store = new FakeStore();
  private Warehouse warehouse;
  private CustomerList list;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("w.duckdb"), store, WarehouseOptions.USUAL);
    list = new CustomerList(warehouse.readers());
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void people_are_found_however_their_name_is_typed() {
    CustomerId zoe = person("12682", "Zoë Ångström-Łuk", "zoe@example.org");
    CustomerId other = person("126820", "Zoe Nobody", "nobody@example.org");
    person("7", "100% <b>\\_'\"; drop table customers --", "odd@example.org");
    warehouse.catchUp();
    assertThat(found("ZOE angstrom")).containsExactly(zoe);
    assertThat(found("zoë")).containsExactlyInAnyOrder(zoe, other);
    assertThat(found("luk")).containsExactly(zoe);
    assertThat(found("12682")).containsExactly(zoe, other);
    assertThat(found("ZOE@EXAMPLE.ORG")).containsExactly(zoe);
    assertThat(found(zoe.toString())).containsExactly(zoe);
    assertThat(found("100% <B>\\_'\"; drop table")).hasSize(1);
    assertThat(found("%")).hasSize(1);
    assertThat(found("_")).hasSize(1);
    assertThat(found("nothing like it")).isEmpty();
    assertThat(found("  ")).hasSize(3);
  }

  @Test
  void whoever_is_shown_no_contacts_finds_nobody_by_part_of_one() {
    Fields traits =
        Fields.of("name", Value.of("Odile Perrin"))
            .with("email", "odile.perrin@example.org")
            .with("phone", "+33612345678")
            .with("card", "LOYAL-777");
    CustomerId odile = store.live("u-12682", Messages.identify("u-12682", traits));
    person("odile@example.com", "odile@example.com", "odile@example.com");
    warehouse.catchUp();
    for (String part :
        List.of("odile.p", "345678", "Odile 0612", "Odile 345", "example", "loyal-777", "12682")) {
      assertThat(masked(part)).as(part).isEmpty();
    }
    assertThat(masked("ODILE perr")).containsExactly(odile);
    assertThat(masked("odile")).containsExactly(odile);
    assertThat(masked("u-12682")).containsExactly(odile);
    assertThat(masked(odile.toString())).containsExactly(odile);
    assertThat(masked("Odile.Perrin@example.org")).containsExactly(odile);
    assertThat(masked("+33612345678")).containsExactly(odile);
    assertThat(masked("")).hasSize(2);
  }

  private List<CustomerId> masked(String text) {
    var query = new Query(text, true, false, Sort.LAST_SEEN, 50, null);
    List<CustomerId> found = list.page(query).lines().stream().map(Line::id).toList();
    assertThat(list.count(query)).isEqualTo(found.size());
    return found;
  }

  @Test
  void an_order_number_finds_who_placed_it() {
    person("1", "Ann Other", "ann@example.org");
    CustomerId buyer =
        store.live(
            "2", Messages.of("2", Messages.ordered("AB-536365", Messages.product("p", "2.00", 1))));
    warehouse.catchUp();
    assertThat(found("ab-536365")).containsExactly(buyer);
    assertThat(list.count(Query.first("AB-536365", Sort.NAME))).isEqualTo(1);
  }

  @Test
  void pages_hold_everyone_once_in_order() {
    var shop = new SeededShop(store, 3);
    shop.live(800);
    warehouse.catchUp();
    for (Sort sort : Sort.values()) {
      List<Line> lines = allPages(new Query(null, false, sort, 7, null));
      assertThat(lines).hasSize(store.states().size());
      assertThat(lines.stream().map(Line::id).distinct()).hasSameSizeAs(lines);
      if (sort != Sort.SCORE) {
        assertThat(lines).as("%s", sort).isSortedAccordingTo(order(sort));
      }
    }
    List<Line> found = allPages(new Query("muller", true, Sort.NAME, 3, null));
    assertThat(found).isNotEmpty().allMatch(Line::known);
    assertThat(list.count(new Query("muller", true, Sort.NAME, 3, null))).isEqualTo(found.size());
  }

  @Test
  void a_cursor_of_someone_elses_making_is_refused() {
    assertThatThrownBy(() -> list.page(new Query(null, false, Sort.ORDERS, 5, "bm9wZQ")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> list.page(new Query(null, false, Sort.ORDERS, 5, "%%")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Comparator<Line> order(Sort sort) {
    return switch (sort) {
      case LAST_ORDER ->
          Comparator.comparing(
                  (Line it) -> it.lastOrder() == null ? Instant.EPOCH : seen(it.lastOrder()))
              .reversed();
      case LAST_SEEN -> Comparator.comparing((Line it) -> seen(it.lastSeen())).reversed();
      case FIRST_SEEN -> Comparator.comparing((Line it) -> seen(it.firstSeen())).reversed();
      case REVENUE -> Comparator.comparing((Line it) -> it.revenue()).reversed();
      case ORDERS -> Comparator.comparing((Line it) -> BigDecimal.valueOf(it.orders())).reversed();
      case POINTS -> (_, _) -> 0; // of nobody who has some
      case SCORE -> throw new IllegalArgumentException("a line does not tell it");
      case NAME ->
          Comparator.comparing(it -> it.name() == null ? "~" : Objects.requireNonNull(it.name()));
    };
  }

  private static Instant seen(@Nullable Instant instant) {
    return Objects.requireNonNull(instant);
  }

  private List<Line> allPages(Query query) {
    var lines = new ArrayList<Line>();
    Query each = query;
    for (Page page = list.page(each); ; page = list.page(each)) {
      lines.addAll(page.lines());
      if (page.next() == null) {
        return lines;
      }
      each = query.next(page.next());
    }
  }

  private CustomerId person(String userId, String name, String email) {
    Fields traits = Fields.of("name", Value.of(name)).with("email", email);
    return store.live(userId, Messages.identify(userId, traits));
  }

  private List<CustomerId> found(String text) {
    return list.page(Query.first(text, Sort.LAST_SEEN)).lines().stream().map(Line::id).toList();
  }
}
