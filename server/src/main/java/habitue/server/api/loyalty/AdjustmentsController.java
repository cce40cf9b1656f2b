package habitue.server.api.loyalty;

import habitue.server.audit.Audit;
import habitue.server.loyalty.Adjusting;
import habitue.server.loyalty.Adjusting.Shown;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The adjustments above somebody's limit. A colleague decides on them, in the console. */
@RestController
final class AdjustmentsController {
  private final Adjusting adjusting;
  private final Audit audit;

  AdjustmentsController(Adjusting adjusting, Audit audit) {
    this.adjusting = adjusting;
    this.audit = audit;
  }

  /**
   * @param status {@code waiting}, {@code allowed} (and not done yet), {@code done}, {@code
   *     refused} or {@code failed}
   * @param by who decided; null while nobody did
   */
  record Adjustment(
      String id,
      String customer,
      String programme,
      long points,
      String reason,
      String author,
      Instant at,
      String status,
      @Nullable String by,
      @Nullable Instant decidedAt) {
    static Adjustment of(Shown shown) {
      return new Adjustment(
          shown.wish().id(),
          shown.customer().toString(),
          shown.wish().programme(),
          shown.wish().points(),
          shown.reason(),
          shown.wish().author(),
          shown.wish().at(),
          shown.wish().state().wireName(),
          shown.wish().by().isEmpty() ? null : shown.wish().by(),
          shown.wish().decidedAt());
    }
  }

  record Adjustments(List<Adjustment> waiting, List<Adjustment> decided) {}

  @GetMapping("/api/loyalty/adjustments")
  @Operation(summary = "Adjustments that wait for a second person, and those decided lately")
  Adjustments adjustments(Principal who) {
    List<Shown> waiting = adjusting.waiting();
    List<Shown> decided = adjusting.decided();
    audit.searched(who.getName(), false, (long) waiting.size() + decided.size());
    return new Adjustments(
        waiting.stream().map(Adjustment::of).toList(),
        decided.stream().map(Adjustment::of).toList());
  }
}
