package habitue.server.settings;

import habitue.server.audit.Audit;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.store.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Who did what. */
@Controller
final class AuditPage {
  private static final int ROWS = 50;

  private final Audit audit;
  private final Desk desk;
  private final Pages pages;

  AuditPage(Audit audit, Desk desk, Pages pages) {
    this.audit = audit;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping("/settings")
  ResponseEntity<String> settings(HttpServletRequest request) {
    Shell shell = desk.shell(request, Place.SETTINGS);
    boolean people = shell.opens("/settings/people");
    boolean entries = shell.opens("/settings/audit");
    return Pages.seeOther(people ? "/settings/people" : entries ? "/settings/audit" : "/account");
  }

  /**
   * @param subject whom or what entries must be about; empty for all
   * @param before the number of the last entry of the page before
   */
  @GetMapping("/settings/audit")
  ResponseEntity<String> entries(
      HttpServletRequest request,
      @RequestParam(name = "subject", defaultValue = "") String subject,
      @RequestParam(name = "before", required = false) @Nullable String before) {
    boolean first = before == null || !before.matches("\\d{1,18}");
    long from = first ? Long.MAX_VALUE : Long.parseLong(before);
    AuditLog.Page page =
        audit.newest(
            ROWS,
            from,
            entry ->
                subject.isEmpty()
                    || subject.equals(entry.subject())
                    || subject.equals(entry.actor()));
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.SETTINGS));
    values.put("page", page);
    values.put("subject", subject);
    values.put("first", first);
    values.put("days", audit.days());
    return pages.show("settings/audit", values);
  }

  @PostMapping("/settings/audit")
  ResponseEntity<String> keep(
      HttpServletRequest request, @RequestParam(name = "days", defaultValue = "") String days) {
    int asked = days.matches("\\d{1,5}") ? Integer.parseInt(days) : 0;
    if (asked < Audit.FEWEST_DAYS || asked > Audit.MOST_DAYS) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    audit.days(asked, Desk.author(request));
    Desk.leaveNotice(request, true, "audit.kept", days);
    return Pages.seeOther("/settings/audit");
  }
}
