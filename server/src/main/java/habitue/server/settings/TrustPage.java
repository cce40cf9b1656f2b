package habitue.server.settings;

import habitue.model.CustomerId;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.console.ConsoleData;
import habitue.server.console.Desk;
import habitue.server.console.MonthChart;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.console.view.Trust;
import habitue.server.privacy.DataRequests;
import habitue.server.privacy.Doubts;
import habitue.server.privacy.Right;
import habitue.store.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people agreed to and asked for, and what was done about it. */
@Controller
final class TrustPage {
  private static final int ENTRIES = 60;
  private static final int OBJECTORS = 20;
  private static final Set<String> ERASING =
      Set.of(Action.ERASE.wireName(), Action.ERASE_FINISHED.wireName());

  private final ConsoleData data;
  private final Audit audit;
  private final DataRequests requests;
  private final Doubts doubts;
  private final Desk desk;
  private final Pages pages;

  TrustPage(
      ConsoleData data, Audit audit, DataRequests requests, Doubts doubts, Desk desk, Pages pages) {
    this.doubts = doubts;
    this.requests = requests;
    this.data = data;
    this.audit = audit;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping("/trust")
  ResponseEntity<String> trust(
      HttpServletRequest request,
      @RequestParam(name = "objectors", required = false) @Nullable String after) {
    Shell shell = desk.shell(request, Place.TRUST);
    Trust trust = data.trust();
    Trust.Objectors objectors = data.objectors(after, OBJECTORS);
    if (!objectors.people().isEmpty()) {
      audit.searched(Desk.author(request), false, objectors.people().size());
    }
    long most = trust.months().stream().mapToLong(Trust.Month::total).max().orElse(0);
    return pages.show(
        "settings/trust",
        Map.of(
            "shell",
            shell,
            "trust",
            trust,
            "chart",
            MonthChart.of(most, shell.words()::count),
            "objectors",
            objectors,
            "first",
            after == null,
            "requests",
            requests(data.shop().now()),
            "doubts",
            doubts.open().stream()
                .map(each ->
                    new Trust.Doubt(
                        each.right() == Right.ERASE,
                        each.customer().toString(),
                        each.source(),
                        each.at()))
                .toList(),
            "erasures",
            erasures()));
  }

  /** A request did not mean them: nothing is done, and it is on record who said so. */
  @PostMapping("/trust/doubts/{id}/stays")
  ResponseEntity<String> stays(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam("right") Right right) {
    CustomerId.parse(id)
        .filter(customer -> doubts.settle(right, customer))
        .ifPresent(
            customer -> audit.record(Desk.author(request), declined(right), customer.toString()));
    return Pages.seeOther("/trust#doubts");
  }

  private static Action declined(Right right) {
    return switch (right) {
      case ERASE -> Action.ERASE_DECLINED;
      case EXPORT -> Action.DATA_DECLINED;
    };
  }

  private List<Trust.Request> requests(Instant now) {
    return requests.open().stream()
        .map(each ->
            new Trust.Request(
                each.customer().toString(),
                each.source(),
                each.at(),
                each.due(),
                each.due().isBefore(now)))
        .toList();
  }

  /** The newest first: who asked for it and when, and how long it took; never of whom. */
  private List<Trust.Erasure> erasures() {
    List<AuditLog.Entry> entries =
        audit.newest(ENTRIES, Long.MAX_VALUE, entry -> ERASING.contains(entry.action())).entries();
    Map<String, Duration> lasted = new HashMap<>();
    entries.forEach(entry ->
        entry
            .details()
            .number("millis")
            .ifPresent(
                millis -> lasted.put(entry.subject(), Duration.ofMillis(millis.longValue()))));
    return entries.stream()
        .filter(entry -> entry.action().equals(Action.ERASE.wireName()))
        .map(entry -> new Trust.Erasure(entry.at(), entry.actor(), lasted.get(entry.subject())))
        .toList();
  }
}
