package habitue.server.console;

import habitue.model.CustomerId;
import habitue.server.console.view.Customer;
import habitue.server.console.view.Reachable.Ban;
import habitue.server.privacy.Consenting;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.DoorClosed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a colleague puts on record what a person said on the phone, in a letter, at the till. */
@Controller
final class ConsentPages {
  private static final int LONGEST = 500;

  private final ConsoleData data;
  private final Desk desk;
  private final Pages pages;
  private final Consenting consenting;

  ConsentPages(ConsoleData data, Desk desk, Pages pages, Consenting consenting) {
    this.data = data;
    this.desk = desk;
    this.pages = pages;
    this.consenting = consenting;
  }

  @GetMapping("/customers/{id}/consents")
  ResponseEntity<String> consents(HttpServletRequest request, @PathVariable("id") String id) {
    Customer customer = CustomerPage.found(data.customer(id));
    return ask(request, HttpStatus.OK, customer, false);
  }

  /**
   * @param act what was said: {@code choices}, {@code objection}, {@code restriction} or {@code
   *     lifting}
   * @param on the keys of all choices that are to be in use
   * @param proof how one can look up that they said so
   */
  @PostMapping("/customers/{id}/consents")
  ResponseEntity<String> said(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "act", defaultValue = "") String act,
      @RequestParam(name = "on", defaultValue = "") List<String> on,
      @RequestParam(name = "proof", defaultValue = "") String proof) {
    Customer customer = CustomerPage.found(data.customer(id));
    String said = proof.strip();
    if (said.isEmpty() || said.length() > LONGEST) {
      return ask(request, HttpStatus.UNPROCESSABLE_CONTENT, customer, true);
    }
    try {
      String notice = record(request, CustomerPage.id(customer), act, Set.copyOf(on), said);
      Desk.leaveNotice(request, true, notice);
    } catch (RefusedRequest | DoorClosed refused) {
      Desk.leaveNotice(request, false, "notice.consents.refused");
    }
    return Pages.seeOther(Addresses.customer(customer.person().id()));
  }

  private String record(
      HttpServletRequest request, CustomerId id, String act, Set<String> on, String proof) {
    String author = Desk.author(request);
    switch (act) {
      case "choices" -> {
        var language = desk.shell(request, Place.CUSTOMERS).words().language();
        int changed = consenting.choose(id, on, language, proof, author);
        return changed == 0 ? "notice.consents.same" : "notice.consents.done";
      }
      case "objection" -> consenting.object(id, proof, author);
      case "restriction" -> consenting.restrict(id, true, proof, author);
      case "lifting" -> consenting.restrict(id, false, proof, author);
      default -> {
        return "notice.consents.same";
      }
    }
    return "notice.consents.done";
  }

  private ResponseEntity<String> ask(
      HttpServletRequest request, HttpStatus status, Customer customer, boolean unproven) {
    Shell shell = desk.shell(request, Place.CUSTOMERS);
    return pages.show(
        status,
        "consents",
        Map.of(
            "shell",
            shell,
            "customer",
            customer,
            "choices",
            consenting.choices(CustomerPage.id(customer), shell.words().language()),
            "restricted",
            customer.reach().ban() == Ban.RESTRICTED,
            "unproven",
            unproven));
  }
}
