package habitue.server.me;

import habitue.engine.identify.Profile;
import habitue.model.CustomerId;
import habitue.server.console.Pages;
import habitue.server.me.PlainPages.Said;
import habitue.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a person corrects what is held of them. */
@Controller
final class DetailPages {
  private final Store store;
  private final Correcting correcting;
  private final PageDesk desk;
  private final PlainPages plain;
  private final Pages pages;

  DetailPages(Store store, Correcting correcting, PageDesk desk, PlainPages plain, Pages pages) {
    this.store = store;
    this.correcting = correcting;
    this.desk = desk;
    this.plain = plain;
    this.pages = pages;
  }

  @GetMapping("/me/details")
  ResponseEntity<String> before(HttpServletRequest request) {
    CustomerId customer = PageGate.customer();
    return store
        .reader()
        .person(customer)
        .map(person -> person.state().profile())
        .map(profile ->
            show(
                request,
                HttpStatus.OK,
                Detail.of(profile),
                Set.of(),
                correcting.possible(customer, profile)))
        .orElseGet(() -> plain.show(request, Said.LATER));
  }

  @PostMapping("/me/details")
  ResponseEntity<String> correct(
      HttpServletRequest request, @RequestParam Map<String, String> said) {
    CustomerId customer = PageGate.customer();
    Profile profile =
        store.reader().person(customer).map(person -> person.state().profile()).orElse(null);
    if (profile == null) {
      return plain.show(request, Said.LATER);
    }
    var corrected = new LinkedHashMap<String, String>();
    var wrong = new TreeSet<String>();
    List<Detail> shown = new ArrayList<>();
    for (Detail detail : Detail.of(profile)) {
      String text = said.getOrDefault(detail.name(), detail.value()).strip();
      shown.add(new Detail(detail.name(), text, detail.autocomplete()));
      if (!text.equals(detail.value())) {
        corrected.put(detail.name(), text);
        if (!detail.takes(text)) {
          wrong.add(detail.name());
        }
      }
    }
    if (!wrong.isEmpty()) {
      return show(request, HttpStatus.UNPROCESSABLE_CONTENT, shown, wrong, true);
    }
    if (!corrected.isEmpty()) {
      correcting.correct(customer, profile, Detail.traits(profile, corrected));
    }
    desk.tell(request, corrected.isEmpty() ? "me.details.same" : "me.details.done");
    return Pages.seeOther(MeRoute.PAGE);
  }

  private ResponseEntity<String> show(
      HttpServletRequest request,
      HttpStatus status,
      List<Detail> details,
      Set<String> wrong,
      boolean possible) {
    return pages.show(
        status,
        "me/details",
        Map.of(
            "shell", desk.shell(request),
            "details", details,
            "wrong", wrong,
            "possible", possible));
  }
}
