package habitue.server.api.rules;

import habitue.model.CustomerId;
import habitue.server.api.Finder;
import habitue.server.audit.Audit;
import habitue.server.identify.Reasons;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Why a customer stands where they do, and why not elsewhere. */
@RestController
final class WhyController {
  private final Finder finder;
  private final Reasons reasons;
  private final Audit audit;

  WhyController(Finder finder, Reasons reasons, Audit audit) {
    this.finder = finder;
    this.reasons = reasons;
    this.audit = audit;
  }

  @GetMapping("/api/customers/{ref}/why")
  @Operation(summary = "Why a customer is in each stage, segment and flag, or is not")
  WhyAnswer why(@PathVariable String ref, Principal who) {
    CustomerId id = finder.find(ref);
    audit.viewed(who.getName(), id);
    return reasons
        .of(id)
        .map(WhyAnswer::of)
        .orElseThrow(() -> new RefusedRequest(Code.UNKNOWN_CUSTOMER, "nobody goes by that"));
  }
}
