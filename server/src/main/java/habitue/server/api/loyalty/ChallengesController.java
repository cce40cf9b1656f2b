package habitue.server.api.loyalty;

import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Challenge;
import habitue.server.api.loyalty.PointsAccounts.Account;
import habitue.server.loyalty.Effort;
import habitue.server.loyalty.Loyalty;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be reached in a programme, and how far someone is. */
@RestController
final class ChallengesController {
  private final PointsAccounts accounts;
  private final Loyalty loyalty;

  ChallengesController(PointsAccounts accounts, Loyalty loyalty) {
    this.accounts = accounts;
    this.loyalty = loyalty;
  }

  /**
   * @param goal as it is written
   * @param again how long after it can be met again, as ISO 8601 writes it; null for once
   * @param list what it is one step of; null for none
   */
  record Offered(
      String name,
      Map<String, String> label,
      long points,
      boolean badge,
      @Nullable String list,
      String goal,
      @Nullable String again) {
    static Offered of(Challenge challenge) {
      return new Offered(
          challenge.named().name(),
          challenge.named().label(),
          challenge.points(),
          challenge.badge(),
          challenge.list().isEmpty() ? null : challenge.list(),
          challenge.said(),
          challenge.again() == null ? null : challenge.again().toString());
    }
  }

  record All(String programme, List<Offered> challenges) {}

  @GetMapping("/api/challenges")
  @Operation(summary = "What can be reached in a loyalty programme")
  All all(@RequestParam(name = "programme", required = false) @Nullable String programme) {
    Programme asked = loyalty.programme(programme);
    return new All(asked.name(), asked.challenges().stream().map(Offered::of).toList());
  }

  /**
   * @param metAt null where it is not met
   * @param value how much there is of what the goal counts; null where it counts nothing
   * @param wanted how much it takes
   */
  record Tried(
      String name,
      long points,
      boolean badge,
      @Nullable String list,
      @Nullable Instant metAt,
      @Nullable Double value,
      @Nullable Double wanted) {
    static Tried of(Effort effort) {
      Challenge challenge = effort.challenge();
      return new Tried(
          challenge.named().name(),
          challenge.points(),
          challenge.badge(),
          challenge.list().isEmpty() ? null : challenge.list(),
          effort.at(),
          effort.value(),
          effort.wanted());
    }
  }

  record Of(String programme, List<Tried> challenges) {}

  @GetMapping("/api/customers/{ref}/challenges")
  @Operation(summary = "How far a customer is with the challenges of a loyalty programme")
  Of of(
      @PathVariable("ref") String ref,
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      Principal who) {
    Account account = accounts.viewed(ref, programme, who);
    List<Effort> efforts = loyalty.efforts(account.id(), account.programme());
    return new Of(account.programme().name(), efforts.stream().map(Tried::of).toList());
  }
}
