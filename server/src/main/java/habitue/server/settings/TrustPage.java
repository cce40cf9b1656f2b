package habitue.server.settings;

import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.console.ConsoleData;
import habitue.server.console.Desk;
import habitue.server.console.MonthChart;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.console.view.Trust;
import habitue.store.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What people agreed to and asked for, and what was done about it. */
@Controller
final class TrustPage {
  private static final int ENTRIES = 60;
  private static final Set<String> ERASING =
      Set.of(Action.ERASE.wireName(), Action.ERASE_FINISHED.wireName());

  private final ConsoleData data;
  private final Audit audit;
  private final Desk desk;
  private final Pages pages;

  TrustPage(ConsoleData data, Audit audit, Desk desk, Pages pages) {
    this.data = data;
    this.audit = audit;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping("/trust")
  ResponseEntity<String> trust(HttpServletRequest request) {
    Shell shell = desk.shell(request, Place.TRUST);
    Trust trust = data.trust();
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
            "erasures",
            erasures()));
  }

  /** The newest first: who asked for it and when, and how long it took; never of whom. */
  private List<Trust.Erasure> erasures() {
    AuditLog.Page page =
        audit.newest(ENTRIES, Long.MAX_VALUE, entry -> ERASING.contains(entry.action()));
    Map<String, Duration> lasted = new HashMap<>();
    var erasures = new ArrayList<Trust.Erasure>();
    for (AuditLog.Entry entry : page.entries()) {
      if (entry.action().equals(Action.ERASE.wireName())) {
        Duration done = lasted.get(entry.subject());
        erasures.add(new Trust.Erasure(entry.at(), entry.actor(), done));
      } else {
        entry
            .details()
            .number("millis")
            .map(BigDecimal::longValue)
            .ifPresent(millis -> lasted.put(entry.subject(), Duration.ofMillis(millis)));
      }
    }
    return erasures;
  }
}
