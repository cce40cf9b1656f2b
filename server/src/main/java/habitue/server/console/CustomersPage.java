package habitue.server.console;

import habitue.server.audit.Audit;
import habitue.server.console.view.CustomerList;
import habitue.server.console.view.CustomerQuery;
import habitue.server.console.view.CustomerQuery.Sort;
import habitue.server.console.view.Shop;
import habitue.server.console.view.Whom;
import habitue.server.console.words.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
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
    Whom filter = Whom.of(request::getParameter);
    return pages.show("customers", list(request, search, filter, sort(sort), cursor));
  }

  @PostMapping("/customers/search")
  ResponseEntity<String> search(
      HttpServletRequest request,
      @RequestParam(name = "q", defaultValue = "") String text,
      @RequestParam(name = "search", required = false) @Nullable String search,
      @RequestParam(name = "sort", required = false) @Nullable String sort,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
    String number = Desk.searches(request).keep(search, text);
    Whom filter = Whom.of(request::getParameter);
    String address = new Links(number, filter, sort(sort)).sorted(sort(sort));
    if (htmx == null) {
      return Pages.seeOther(address);
    }
    ResponseEntity<String> fragment =
        pages.show("customers/found", list(request, number, filter, sort(sort), null));
    return ResponseEntity.ok()
        .headers(fragment.getHeaders())
        .header("HX-Replace-Url", address)
        .body(fragment.getBody());
  }

  private Map<String, Object> list(
      HttpServletRequest request,
      @Nullable String search,
      Whom filter,
      Sort sort,
      @Nullable String cursor) {
    String text = Desk.searches(request).text(search);
    CustomerList found = data.customers(new CustomerQuery(text, filter, sort, cursor, ROWS));
    audit.searched(Desk.author(request), !text.isBlank(), found.count());
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.CUSTOMERS));
    values.put("found", found);
    Shop shop = data.shop();
    values.put("figures", Headings.customers(found, shop));
    values.put("columns", Headings.columns(found, shop));
    values.put("text", text);
    values.put("sort", sort);
    values.put("first", cursor == null);
    String number = text.isEmpty() || search == null ? "" : search;
    values.put("links", new Links(number, filter, sort));
    values.put("filtered", filtered(request, filter));
    values.put("filters", filters(request));
    return values;
  }

  private static Sort sort(@Nullable String said) {
    return TodayPage.choice(Sort.class, said, Sort.LAST_ORDER);
  }

  /** Whom the list can be of, with what they are called, in the order of the playbook. */
  private SequencedMap<Whom, String> filters(HttpServletRequest request) {
    Language language = desk.words(request, data.shop()).language();
    var filters = new LinkedHashMap<Whom, String>();
    data.filters(language.tag()).forEach(each -> filters.put(each.whom(), each.label()));
    return filters;
  }

  /** What a filter is called in the reader's language; empty for none. */
  private String filtered(HttpServletRequest request, Whom filter) {
    Language language = desk.words(request, data.shop()).language();
    return filter.none() ? "" : data.named(filter, language.tag());
  }
}
