package habitue.server.api.loyalty;

import habitue.playbook.plan.Programme;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.opening.Bringing;
import habitue.server.loyalty.opening.Checked;
import habitue.server.loyalty.opening.CheckedFile;
import habitue.server.loyalty.opening.Fault;
import habitue.server.loyalty.opening.Openings;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people had in a programme elsewhere, from a file. */
@RestController
final class BalancesController {
  private final Loyalty loyalty;
  private final Openings openings;

  BalancesController(Loyalty loyalty, Openings openings) {
    this.loyalty = loyalty;
    this.openings = openings;
  }

  /**
   * @param column null for the whole line
   */
  record Mistake(long line, @Nullable String column, String code, String message) {
    static Mistake of(Fault fault) {
      String column = fault.column().isEmpty() ? null : fault.column();
      return new Mistake(fault.line(), column, fault.wrong().wireName(), fault.said());
    }

    static List<Mistake> first(CheckedFile checked) {
      return checked.faults().first().stream().map(Mistake::of).toList();
    }
  }

  record Refused(long line, String code) {
    /** Null in a dry run. */
    static @Nullable List<Refused> all(Bringing.@Nullable Applied<?> applied) {
      return applied == null
          ? null
          : applied.refused().stream().map(each -> new Refused(each.line(), each.code())).toList();
    }
  }

  /**
   * @param customers who are to have something opened, or had it now
   * @param already lines that this very file opened before
   * @param applied null in a dry run
   * @param pending taken, and not done yet; null in a dry run
   * @param mistakes the first hundred
   */
  record Answer(
      String programme,
      boolean dryRun,
      long customers,
      long points,
      Map<String, Long> tiers,
      long already,
      @Nullable Long applied,
      @Nullable Long pending,
      @Nullable List<Refused> refused,
      List<Mistake> mistakes,
      long mistakeCount) {}

  @PostMapping(value = "/api/loyalty/balances", consumes = "text/csv")
  @Operation(summary = "Open what people had elsewhere, from a CSV file: all of it, or nothing")
  Answer open(
      @RequestBody(required = false) byte @Nullable [] csv,
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      @RequestParam(name = "dryRun", defaultValue = "true") boolean dryRun,
      Principal who) {
    Programme asked = loyalty.programme(programme);
    byte[] file = csv == null ? new byte[0] : csv;
    if (dryRun) {
      return answer(openings.check(asked, file), null);
    }
    Bringing.Applied<Checked> applied = openings.apply(asked, file, who.getName());
    return answer(applied.checked(), applied);
  }

  private static Answer answer(Checked checked, Bringing.@Nullable Applied<Checked> applied) {
    return new Answer(
        checked.programme(),
        applied == null,
        checked.customers(),
        checked.points(),
        checked.tiers(),
        checked.already(),
        applied == null ? null : applied.applied(),
        applied == null ? null : applied.pending(),
        Refused.all(applied),
        Mistake.first(checked),
        checked.faults().count());
  }
}
