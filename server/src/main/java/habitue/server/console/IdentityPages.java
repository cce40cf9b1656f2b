package habitue.server.console;

import habitue.server.console.view.Customer;
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

  IdentityPages(ConsoleData data, Desk desk, Pages pages) {
    this.data = data;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping("/customers/{id}/split")
  ResponseEntity<String> beforeSplit(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "identifier", defaultValue = "") String identifier) {
    Customer customer = CustomerPage.found(data.customer(id));
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
    return follow(request, id, "split", data.split(id, identifier, Desk.author(request)));
  }

  @GetMapping("/customers/{id}/join")
  ResponseEntity<String> beforeJoin(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "with", defaultValue = "") String with,
      @RequestParam(name = "search", required = false) @Nullable String search) {
    Customer customer = CustomerPage.found(data.customer(id));
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.CUSTOMERS));
    values.put("customer", customer);
    if (!with.isEmpty()) {
      Sides sides = CustomerPage.found(data.beforeJoin(id, with));
      values.put("sides", sides);
      return pages.show("join", values);
    }
    String text = Desk.searches(request).text(search);
    values.put("text", text);
    if (!text.isEmpty()) {
      var query = new CustomerQuery(text, Sort.LAST_ORDER, null, CANDIDATES);
      values.put("found", data.customers(query));
    }
    return pages.show("join", values);
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
    return follow(request, id, "join", data.join(id, with, reason, Desk.author(request)));
  }

  private ResponseEntity<String> follow(
      HttpServletRequest request, String id, String act, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(String survivor, String other) -> {
        Desk.leaveNotice(request, true, "notice." + act + ".done", other);
        yield Pages.seeOther(Addresses.customer(survivor));
      }
      case Outcome.Later(String survivor) -> {
        Desk.leaveNotice(request, true, "notice." + act + ".later");
        yield Pages.seeOther(Addresses.customer(survivor));
      }
      case Outcome.Refused(String code) ->
          pages.show(
              HttpStatus.CONFLICT,
              "refused",
              Map.of("shell", desk.shell(request, Place.CUSTOMERS), "id", id, "code", code));
    };
  }
}
