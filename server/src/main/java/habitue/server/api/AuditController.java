package habitue.server.api;

import habitue.model.Fields;
import habitue.server.audit.Audit;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.AuditLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what. */
@RestController
final class AuditController {
  private static final int MOST = 200;

  private final Audit audit;

  AuditController(Audit audit) {
    this.audit = audit;
  }

  /**
   * @param days for how long entries are kept
   */
  record Entries(List<Entry> entries, @Nullable String next, int days) {}

  /**
   * @param door {@code console}, {@code api} or {@code page}
   * @param family of the address: {@code IPv4} or {@code IPv6}
   */
  record Entry(
      String number,
      Instant at,
      String actor,
      @Nullable String door,
      String action,
      @Nullable String subject,
      @Nullable String family,
      @Schema(type = "object") Fields details) {
    static Entry of(AuditLog.Entry entry) {
      return new Entry(
          Long.toString(entry.number()),
          entry.at(),
          entry.actor(),
          orNull(entry.door()),
          entry.action(),
          orNull(entry.subject()),
          orNull(entry.family()),
          entry.details());
    }

    private static @Nullable String orNull(String text) {
      return text.isEmpty() ? null : text;
    }
  }

  @GetMapping("/api/audit")
  @Operation(summary = "Who did what, newest first")
  Entries entries(
      @RequestParam(name = "limit", defaultValue = "50") int limit,
      @RequestParam(name = "before", defaultValue = "9223372036854775807") long before,
      @RequestParam(name = "actor", defaultValue = "") String actor,
      @RequestParam(name = "action", defaultValue = "") String action,
      @RequestParam(name = "subject", defaultValue = "") String subject) {
    if (limit < 1 || limit > MOST || before < 0) {
      throw new RefusedRequest(Code.BAD_REQUEST, "limit is 1 to 200", "limit");
    }
    AuditLog.Page page =
        audit.newest(
            limit,
            before,
            entry ->
                fits(actor, entry.actor())
                    && fits(action, entry.action())
                    && fits(subject, entry.subject()));
    Long next = page.next();
    return new Entries(
        page.entries().stream().map(Entry::of).toList(),
        next == null ? null : next.toString(),
        audit.days());
  }

  private static boolean fits(String asked, String said) {
    return asked.isEmpty() || asked.equals(said);
  }
}
