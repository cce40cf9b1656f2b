package habitue.server.console;

import habitue.model.CustomerId;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.console.view.Customer;
import habitue.server.console.view.Shop;
import habitue.server.console.view.Timeline;
import habitue.server.console.view.Timeline.Filter;
import habitue.server.loyalty.Loyalty;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One person: who, what they bought, what we concluded and why. */
@Controller
final class CustomerPage {
  static final int ORDERS = 8;
  private static final int MOMENTS = 20;

  private final ConsoleData data;
  private final Loyalty loyalty;
  private final Desk desk;
  private final Pages pages;
  private final Audit audit;

  CustomerPage(ConsoleData data, Loyalty loyalty, Desk desk, Pages pages, Audit audit) {
    this.data = data;
    this.loyalty = loyalty;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
  }

  /**
   * @param orders how many orders to show, where no script can fetch more
   */
  @GetMapping("/customers/{id}")
  ResponseEntity<String> customer(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "orders", required = false) @Nullable String orders,
      @RequestParam(name = "show", required = false) @Nullable String show) {
    Customer customer = found(data.customer(id));
    String survivor = customer.person().id();
    if (!survivor.equals(id)) {
      return Pages.seeOther(Addresses.customer(survivor));
    }
    audit.record(Desk.author(request), Action.VIEW_CUSTOMER, id);
    Shop shop = data.shop();
    Shell shell = desk.shell(request, Place.CUSTOMERS);
    Filter filter = TodayPage.choice(Filter.class, show, Filter.EVERYTHING);
    return pages.show(
        "customer",
        Map.of(
            "shell", shell,
            "customer", customer,
            "next", found(data.next(id)),
            "holdings", loyalty.holdings(id(customer)),
            "figures", PersonFigures.of(customer),
            "rhythm", Rhythm.of(customer.orders(), shop.now(), shop.zone(), shell.words()),
            "timeline", found(data.timeline(id, filter, null, MOMENTS)),
            "filter", filter,
            "ordersShown", Math.max(ORDERS, number(orders, customer.orders().size()))));
  }

  /** More orders, for the script; without one the page itself is asked for more. */
  @GetMapping("/customers/{id}/orders")
  ResponseEntity<String> orders(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "from", required = false) @Nullable String from) {
    Customer customer = found(data.customer(id));
    return pages.show(
        "customer/orders",
        Map.of(
            "shell",
            desk.shell(request, Place.CUSTOMERS),
            "customer",
            customer,
            "from",
            number(from, customer.orders().size()),
            "shown",
            ORDERS));
  }

  @GetMapping("/customers/{id}/timeline")
  ResponseEntity<String> timeline(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "show", required = false) @Nullable String show,
      @RequestParam(name = "before", required = false) @Nullable String before,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
    Customer customer = found(data.customer(id));
    audit.record(Desk.author(request), Action.VIEW_CUSTOMER, customer.person().id());
    Filter filter = TodayPage.choice(Filter.class, show, Filter.EVERYTHING);
    Timeline timeline = found(data.timeline(id, filter, before, MOMENTS));
    return pages.show(
        htmx == null ? "timeline" : before == null ? "customer/timeline" : "customer/moments",
        Map.of(
            "shell",
            desk.shell(request, Place.CUSTOMERS),
            "person",
            customer.person(),
            "timeline",
            timeline,
            "filter",
            filter));
  }

  /** A number of an address, from 0 to so many; anything else is 0. */
  private static int number(@Nullable String said, int most) {
    return said != null && said.matches("\\d{1,6}") ? Math.min(Integer.parseInt(said), most) : 0;
  }

  static CustomerId id(Customer customer) {
    return found(CustomerId.parse(customer.person().id()));
  }

  static <T> T found(Optional<T> value) {
    return value.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
