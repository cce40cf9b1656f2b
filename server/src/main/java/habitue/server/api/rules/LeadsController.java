package habitue.server.api.rules;

import habitue.server.audit.Audit;
import habitue.server.identify.Leads;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Reader.Earned;
import habitue.warehouse.report.Among;
import habitue.warehouse.report.CustomerList;
import habitue.warehouse.report.CustomerList.Sort;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whom to turn to of those who have not bought yet, the likeliest first. */
@RestController
final class LeadsController {
  private final CustomerList list;
  private final Leads leads;
  private final Audit audit;
  private final InstantSource clock;

  LeadsController(CustomerList list, Leads leads, Audit audit, InstantSource clock) {
    this.list = list;
    this.leads = leads;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param score contact points as they are now
   * @param may {@code call}, or {@code email-only}
   * @param reasons what earned the most of the score, in words
   */
  record Line(
      String id,
      @Nullable String userId,
      @Nullable String name,
      @Nullable String email,
      @Nullable String phone,
      double score,
      String may,
      List<String> reasons,
      @Nullable Instant lastContact) {

    static Line of(CustomerList.Line line, Leads.Lead lead) {
      String phone = lead.phone();
      return new Line(
          line.id().toString(),
          line.userId(),
          line.name(),
          line.email(),
          phone,
          lead.score(),
          phone == null ? "email-only" : "call",
          lead.reasons().stream().map(Line::words).toList(),
          lead.lastContact());
    }

    private static String words(Earned earned) {
      String times = earned.times() == 1 ? "once" : earned.times() + " times";
      return String.format(
          Locale.ROOT, "%s %s, worth %.1f now", earned.event(), times, earned.left());
    }
  }

  record LeadsAnswer(List<Line> leads, @Nullable String next, long count) {}

  @GetMapping("/api/leads")
  @Operation(summary = "Whom to call or write to of those who have not bought, the likeliest first")
  LeadsAnswer leads(
      @RequestParam(name = "limit", defaultValue = "50") int limit,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor,
      Principal who) {
    if (limit < 1 || limit > CustomerList.PAGE) {
      throw new RefusedRequest(Code.BAD_REQUEST, "limit is 1 to 200", "limit");
    }
    var query = new CustomerList.Query("", false, Sort.SCORE, limit, cursor).among(Among.LEADS);
    try {
      CustomerList.Page page = list.page(query);
      long count = list.count(query);
      audit.searched(who.getName(), false, count);
      return new LeadsAnswer(
          page.lines().stream().flatMap(this::line).toList(), page.next(), count);
    } catch (IllegalArgumentException notOurs) {
      throw new RefusedRequest(Code.BAD_REQUEST, "the cursor is not of this list", "cursor");
    }
  }

  private Stream<Line> line(CustomerList.Line line) {
    return leads.find(line.id(), clock.instant()).map(lead -> Line.of(line, lead)).stream();
  }
}
