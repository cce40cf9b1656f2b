package habitue.server.api.loyalty;

import habitue.playbook.plan.Programme;
import habitue.server.api.loyalty.BalancesController.Mistake;
import habitue.server.api.loyalty.BalancesController.Refused;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.opening.Bringing;
import habitue.server.loyalty.opening.CheckedCodes;
import habitue.server.loyalty.opening.Codes;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The codes that people hold from a programme elsewhere, from a file. */
@RestController
final class BroughtController {
  private final Loyalty loyalty;
  private final Codes codes;

  BroughtController(Loyalty loyalty, Codes codes) {
    this.loyalty = loyalty;
    this.codes = codes;
  }

  /**
   * @param codes that are to be brought, or were now
   * @param already codes that are theirs already
   * @param applied null in a dry run
   * @param pending taken, and not done yet; null in a dry run
   * @param mistakes the first hundred
   */
  record Brought(
      String programme,
      boolean dryRun,
      long codes,
      long customers,
      long already,
      @Nullable Long applied,
      @Nullable Long pending,
      @Nullable List<Refused> refused,
      List<Mistake> mistakes,
      long mistakeCount) {}

  @PostMapping(value = "/api/loyalty/codes", consumes = "text/csv")
  @Operation(summary = "Bring the codes people hold from elsewhere, from a CSV file: all, or none")
  Brought bring(
      @RequestBody(required = false) byte @Nullable [] csv,
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      @RequestParam(name = "dryRun", defaultValue = "true") boolean dryRun,
      Principal who) {
    Programme asked = loyalty.programme(programme);
    byte[] file = csv == null ? new byte[0] : csv;
    if (dryRun) {
      return answer(codes.check(asked, file), null);
    }
    Bringing.Applied<CheckedCodes> applied = codes.apply(asked, file, who.getName());
    return answer(applied.checked(), applied);
  }

  private static Brought answer(
      CheckedCodes checked, Bringing.@Nullable Applied<CheckedCodes> applied) {
    return new Brought(
        checked.programme(),
        applied == null,
        checked.codes(),
        checked.customers(),
        checked.already(),
        applied == null ? null : applied.applied(),
        applied == null ? null : applied.pending(),
        Refused.all(applied),
        Mistake.first(checked),
        checked.faults().count());
  }
}
