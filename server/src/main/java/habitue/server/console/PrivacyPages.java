package habitue.server.console;

import habitue.model.CustomerId;
import habitue.server.console.view.Customer;
import habitue.server.console.view.Kept;
import habitue.server.console.words.Words;
import habitue.server.privacy.Erasing;
import habitue.server.privacy.Exporting;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.DoorClosed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a person may ask of the shop: what is held of them, and to be forgotten. */
@Controller
final class PrivacyPages {
  private final ConsoleData data;
  private final Desk desk;
  private final Pages pages;
  private final Erasing erasing;
  private final Exporting exporting;

  PrivacyPages(ConsoleData data, Desk desk, Pages pages, Erasing erasing, Exporting exporting) {
    this.data = data;
    this.desk = desk;
    this.pages = pages;
    this.erasing = erasing;
    this.exporting = exporting;
  }

  /**
   * @param form {@code page} for one that people read; else one for machines
   */
  @GetMapping("/customers/{id}/export")
  void export(
      HttpServletRequest request,
      HttpServletResponse response,
      @PathVariable("id") String id,
      @RequestParam(name = "form", defaultValue = "") String form)
      throws IOException {
    CustomerId customer = CustomerPage.id(CustomerPage.found(data.customer(id)));
    boolean page = form.equals("page");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s.%s\"".formatted(customer, page ? "html" : "json"));
    response.setContentType(page ? "text/html;charset=UTF-8" : "application/json");
    String author = Desk.author(request);
    if (page) {
      Words words = desk.shell(request, Place.CUSTOMERS).words();
      exporting.page(customer, author, words.language(), response.getOutputStream());
    } else {
      exporting.json(customer, author, response.getOutputStream());
    }
  }

  @GetMapping("/customers/{id}/erase")
  ResponseEntity<String> before(HttpServletRequest request, @PathVariable("id") String id) {
    return ask(request, HttpStatus.OK, CustomerPage.found(data.customer(id)), false);
  }

  /**
   * @param typed the customer's id, typed by whoever means it
   */
  @PostMapping("/customers/{id}/erase")
  ResponseEntity<String> erase(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "typed", defaultValue = "") String typed) {
    Customer customer = CustomerPage.found(data.customer(id));
    if (!typed.strip().equals(customer.person().id())) {
      return ask(request, HttpStatus.UNPROCESSABLE_CONTENT, customer, true);
    }
    try {
      Erasing.Done done = erasing.erase(CustomerPage.id(customer), Desk.author(request));
      String notice = done.finished() ? "notice.erase.done" : "notice.erase.later";
      Desk.leaveNotice(request, true, notice, done.customer().toString());
      return Pages.seeOther("/customers");
    } catch (RefusedRequest | DoorClosed refused) {
      Desk.leaveNotice(request, false, "notice.erase.refused");
      return Pages.seeOther(Addresses.customer(id));
    }
  }

  private ResponseEntity<String> ask(
      HttpServletRequest request, HttpStatus status, Customer customer, boolean mistyped) {
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.CUSTOMERS));
    values.put("customer", customer);
    values.put("mistyped", mistyped);
    erasing
        .accounting()
        .ifPresent(period -> values.put("accounting", Kept.Rule.of("accounting", period)));
    return pages.show(status, "erase", values);
  }
}
