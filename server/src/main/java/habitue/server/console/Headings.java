package habitue.server.console;

import habitue.server.console.view.CustomerList;
import habitue.server.console.view.CustomerQuery.Sort;
import habitue.server.console.view.DataPage;
import habitue.server.console.view.DataPage.Counted;
import habitue.server.console.view.Figure;
import habitue.server.console.view.Figure.Definition;
import habitue.server.console.view.Figure.Name;
import habitue.server.console.view.Quantity;
import habitue.server.console.view.Scope.Basis;
import habitue.server.console.view.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What stands above a list, with what it takes to compute it again. */
final class Headings {
  private Headings() {}

  static List<Figure> customers(CustomerList found, Shop shop) {
    return found.known() == 0
        ? List.of()
        : List.of(count(Name.KNOWN_CUSTOMERS, found.known(), shop));
  }

  /** What the columns of the list say, but for names. */
  static SequencedMap<Sort, Definition> columns(CustomerList found, Shop shop) {
    var columns = new LinkedHashMap<Sort, Definition>();
    columns.put(Sort.ORDERS, definition(shop, null));
    columns.put(Sort.ORDERED, definition(shop, Basis.ORDERED));
    if (found.loyal()) {
      columns.put(Sort.POINTS, definition(shop, null));
    }
    columns.put(Sort.LAST_ORDER, definition(shop, null));
    columns.put(Sort.FIRST_SEEN, definition(shop, null));
    return columns;
  }

  static List<Figure> data(DataPage page, Shop shop) {
    return List.of(
        count(Name.EVENTS, page.health().accepted(), shop),
        count(Name.REFUSED, page.refusals().count(), shop));
  }

  /** What the counts beside sources and events say: of the last seven days by UTC. */
  static SequencedMap<Counted, Definition> counted(Shop shop) {
    Instant from = shop.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(6));
    var counted = new LinkedHashMap<Counted, Definition>();
    for (Counted each : Counted.values()) {
      counted.put(each, new Definition(from, shop.now(), null, null, null, shop.now(), null));
    }
    return counted;
  }

  private static Figure count(Name name, long value, Shop shop) {
    return new Figure(name, new Quantity.Count(value), definition(shop, null));
  }

  private static Definition definition(Shop shop, @Nullable Basis basis) {
    String currency = basis == null ? null : shop.currency();
    return new Definition(null, shop.now(), null, currency, basis, shop.now(), null);
  }
}
