package habitue.server.me;

import habitue.model.CustomerId;
import habitue.server.console.ConsoleData;
import habitue.server.console.Pages;
import habitue.server.console.view.Customer;
import habitue.server.console.view.Timeline;
import habitue.server.console.view.Timeline.Filter;
import habitue.server.console.words.Language;
import habitue.server.identify.Questioning;
import habitue.server.loyalty.Decided;
import habitue.server.loyalty.Loyalty;
import habitue.server.me.PlainPages.Said;
import habitue.server.privacy.Choice;
import habitue.server.privacy.Exporting;
import habitue.store.Store;
import habitue.store.feed.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A customer's own page: what is held, from where, what was concluded and why. */
@Controller
final class MyPage {
  private static final int NEWEST = 12;
  private static final int PAST = 50;

  private final ConsoleData data;
  private final Store store;
  private final Questioning questioning;
  private final Exporting exporting;
  private final Loyalty loyalty;
  private final PageDesk desk;
  private final PageSessions sessions;
  private final PageCookies cookies;
  private final PlainPages plain;
  private final Pages pages;

  MyPage(
      ConsoleData data,
      Store store,
      Questioning questioning,
      Exporting exporting,
      Loyalty loyalty,
      PageDesk desk,
      PageSessions sessions,
      PageCookies cookies,
      PlainPages plain,
      Pages pages) {
    this.data = data;
    this.store = store;
    this.questioning = questioning;
    this.exporting = exporting;
    this.loyalty = loyalty;
    this.desk = desk;
    this.sessions = sessions;
    this.cookies = cookies;
    this.plain = plain;
    this.pages = pages;
  }

  @GetMapping(MeRoute.PAGE)
  ResponseEntity<String> page(HttpServletRequest request) {
    CustomerId id = PageGate.customer();
    Person person = store.reader().person(id).orElse(null);
    Customer customer = data.customer(id.toString()).orElse(null);
    if (person == null || customer == null) {
      return plain.show(request, Said.LATER);
    }
    PageShell shell = desk.shell(request);
    Language language = shell.words().language();
    var values = new HashMap<String, Object>();
    values.put("shell", shell);
    values.put("customer", customer);
    values.put(
        "choices", Choice.of(person.state(), store.context(), store.suppressions(), language));
    values.put("questions", questioning.open(person.state()));
    values.put("restricted", person.state().consents().restriction() != null);
    values.put("concluded", timeline(id, Filter.FACTS, null, NEWEST));
    values.put("happened", timeline(id, Filter.EVENTS, null, NEWEST));
    values.put("holdings", loyalty.holdings(id));
    values.put(
        "gained",
        loyalty.decided(id).stream().limit(NEWEST).map(fact -> Decided.of(fact, true)).toList());
    return pages.show("me/page", values);
  }

  /**
   * @param show {@code facts} for what was concluded; else what happened
   * @param before where the page before ended
   */
  @GetMapping("/me/past")
  ResponseEntity<String> past(
      HttpServletRequest request,
      @RequestParam(name = "show", defaultValue = "") String show,
      @RequestParam(name = "before", required = false) @Nullable String before) {
    Filter filter = show.equals("facts") ? Filter.FACTS : Filter.EVENTS;
    Timeline timeline = timeline(PageGate.customer(), filter, before, PAST);
    return pages.show(
        "me/past",
        Map.of(
            "shell", desk.shell(request), "timeline", timeline, "facts", filter == Filter.FACTS));
  }

  private Timeline timeline(CustomerId id, Filter filter, @Nullable String before, int limit) {
    return data.timeline(id.toString(), filter, before, limit)
        .orElseGet(() -> new Timeline(List.of(), null));
  }

  /**
   * @param form {@code page} for one to read; else one for machines
   */
  @GetMapping("/me/export")
  void export(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(name = "form", defaultValue = "") String form)
      throws IOException {
    CustomerId id = PageGate.customer();
    boolean page = form.equals("page");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s.%s\"".formatted(id, page ? "html" : "json"));
    response.setContentType(page ? "text/html;charset=UTF-8" : "application/json");
    if (page) {
      Language language = desk.words(request, null).language();
      exporting.page(id, OpenPages.AUTHOR, language, response.getOutputStream());
    } else {
      exporting.json(id, OpenPages.AUTHOR, response.getOutputStream());
    }
  }

  @PostMapping("/me/language")
  ResponseEntity<String> language(
      HttpServletRequest request, @RequestParam(name = "to", defaultValue = "") String to) {
    Language.tagged(to)
        .ifPresent(language ->
            cookies
                .session(request)
                .ifPresent(secret -> sessions.change(secret, each -> each.reading(language))));
    return Pages.seeOther(MeRoute.PAGE);
  }
}
