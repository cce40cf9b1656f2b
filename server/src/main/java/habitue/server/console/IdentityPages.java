package habitue.server.console;

import habitue.model.Fields;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.console.view.Customer;
import habitue.server.console.view.CustomerList;
import habitue.server.console.view.CustomerQuery;
import habitue.server.console.view.CustomerQuery.Sort;
import habitue.server.console.view.Outcome;
import habitue.server.console.view.Sides;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Joining two people and separating them again: both sides are shown before anything is done. */
@Controller
final class IdentityPages {
  private static final int CANDIDATES = 10;

  private final ConsoleData data;
  private final Desk desk;
  private final Pages pages;
  private final Audit audit;

  IdentityPages(ConsoleData data, Desk desk, Pages pages, Audit audit) {
    this.data = data;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
  }

  @GetMapping("/customers/{id}/split")
  ResponseEntity<String> beforeSplit(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "identifier", defaultValue = "") String identifier) {
    Customer customer = viewed(request, id);
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.CUSTOMERS));
    values.put("customer", customer);
    if (!identifier.isEmpty()) {
      values.put("identifier", identifier);
      values.put("sides", CustomerPage.found(data.beforeSplit(id, identifier)));
    }
    return pages.show("split", values);
  }

  @PostMapping("/customers/{id}/split")
  ResponseEntity<String> split(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam("identifier") String identifier) {
    return follow(request, id, Action.SPLIT, data.split(id, identifier, Desk.author(request)));
  }

  @GetMapping("/customers/{id}/join")
  ResponseEntity<String> beforeJoin(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "with", defaultValue = "") String with,
      @RequestParam(name = "search", required = false) @Nullable String search) {
    Customer customer = viewed(request, id);
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.CUSTOMERS));
    values.put("customer", customer);
    if (!with.isEmpty()) {
      Sides sides = CustomerPage.found(data.beforeJoin(id, with));
      audit.record(Desk.author(request), Action.VIEW_CUSTOMER, sides.there().person().id());
      values.put("sides", sides);
      return pages.show("join", values);
    }
    String text = Desk.searches(request).text(search);
    values.put("text", text);
    if (!text.isEmpty()) {
      var query = new CustomerQuery(text, Sort.LAST_ORDER, null, CANDIDATES);
      CustomerList found = data.customers(query);
      audit.searched(Desk.author(request), true, found.count());
      values.put("found", found);
    }
    return pages.show("join", values);
  }

  private Customer viewed(HttpServletRequest request, String id) {
    Customer customer = CustomerPage.found(data.customer(id));
    audit.record(Desk.author(request), Action.VIEW_CUSTOMER, customer.person().id());
    return customer;
  }

  /** Looks for the other person; what is searched for stays out of the address. */
  @PostMapping("/customers/{id}/join/search")
  ResponseEntity<String> search(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "q", defaultValue = "") String text) {
    String number = Desk.searches(request).keep(null, text);
    return Pages.seeOther(Addresses.customer(id) + "/join?search=" + number);
  }

  @PostMapping("/customers/{id}/join")
  ResponseEntity<String> join(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam("with") String with,
      @RequestParam(name = "reason", defaultValue = "") String reason) {
    return follow(request, id, Action.JOIN, data.join(id, with, reason, Desk.author(request)));
  }

  private ResponseEntity<String> follow(
      HttpServletRequest request, String id, Action act, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(String survivor, String other) -> {
        done(request, act, survivor, other);
        Desk.leaveNotice(request, true, "notice." + act.wireName() + ".done", other);
        yield Pages.seeOther(Addresses.customer(survivor));
      }
      case Outcome.Later(String survivor) -> {
        done(request, act, survivor, "");
        Desk.leaveNotice(request, true, "notice." + act.wireName() + ".later");
        yield Pages.seeOther(Addresses.customer(survivor));
      }
      case Outcome.Refused(String code) ->
          pages.show(
              HttpStatus.CONFLICT,
              "refused",
              Map.of("shell", desk.shell(request, Place.CUSTOMERS), "id", id, "code", code));
    };
  }

  private void done(HttpServletRequest request, Action act, String id, String other) {
    Fields details = other.isEmpty() ? Fields.NONE : Fields.NONE.with("other", other);
    audit.record(Desk.author(request), act, id, details);
  }
}
