package habitue.server.console;

import habitue.server.audit.Audit;
import habitue.server.console.view.CustomerList;
import habitue.server.console.view.CustomerQuery;
import habitue.server.console.view.CustomerQuery.Sort;
import habitue.server.console.view.Shop;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The list of customers. A search is posted and answered at an address with the search's number, so
 * that going back, sorting and paging are plain links and no address names a person.
 */
@Controller
final class CustomersPage {
  private static final int ROWS = 50;

  private final ConsoleData data;
  private final Desk desk;
  private final Pages pages;
  private final Audit audit;

  CustomersPage(ConsoleData data, Desk desk, Pages pages, Audit audit) {
    this.data = data;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
  }

  @GetMapping("/customers")
  ResponseEntity<String> customers(
      HttpServletRequest request,
      @RequestParam(name = "search", required = false) @Nullable String search,
      @RequestParam(name = "sort", required = false) @Nullable String sort,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    return pages.show("customers", list(request, search, sort(sort), cursor));
  }

  @PostMapping("/customers/search")
  ResponseEntity<String> search(
      HttpServletRequest request,
      @RequestParam(name = "q", defaultValue = "") String text,
      @RequestParam(name = "search", required = false) @Nullable String search,
      @RequestParam(name = "sort", required = false) @Nullable String sort,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
    String number = Desk.searches(request).keep(search, text);
    String address = address(number, sort(sort));
    if (htmx == null) {
      return Pages.seeOther(address);
    }
    ResponseEntity<String> fragment =
        pages.show("customers/found", list(request, number, sort(sort), null));
    return ResponseEntity.ok()
        .headers(fragment.getHeaders())
        .header("HX-Replace-Url", address)
        .body(fragment.getBody());
  }

  private Map<String, Object> list(
      HttpServletRequest request, @Nullable String search, Sort sort, @Nullable String cursor) {
    String text = Desk.searches(request).text(search);
    CustomerList found = data.customers(new CustomerQuery(text, sort, cursor, ROWS));
    audit.searched(Desk.author(request), !text.isBlank(), found.count());
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.CUSTOMERS));
    values.put("found", found);
    Shop shop = data.shop();
    values.put("figures", Headings.customers(found, shop));
    values.put("columns", Headings.columns(shop));
    values.put("text", text);
    values.put("sort", sort);
    values.put("first", cursor == null);
    values.put("links", new Links(text.isEmpty() ? "" : search == null ? "" : search, sort));
    return values;
  }

  private static Sort sort(@Nullable String said) {
    return TodayPage.choice(Sort.class, said, Sort.LAST_ORDER);
  }

  private static String address(String search, Sort sort) {
    return new Links(search, sort).sorted(sort);
  }
}
