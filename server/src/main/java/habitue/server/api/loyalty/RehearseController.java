package habitue.server.api.loyalty;

import habitue.engine.reward.Sums;
import habitue.playbook.Playbook;
import habitue.playbook.plan.Programme;
import habitue.server.identify.Playbooks;
import habitue.server.loyalty.Rehearsing;
import habitue.server.loyalty.Rehearsing.Drawn;
import habitue.server.loyalty.Rehearsing.Moved;
import habitue.server.loyalty.Rehearsing.Rehearsal;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A draft of a loyalty programme, played over everyone's past. */
@RestController
final class RehearseController {
  private static final String FILE = "loyalty.yaml";

  private final Playbooks playbooks;
  private final Rehearsing rehearsing;

  RehearseController(Playbooks playbooks, Rehearsing rehearsing) {
    this.playbooks = playbooks;
    this.rehearsing = rehearsing;
  }

  /**
   * @param loyalty the draft of {@code loyalty.yaml}; the other files are those in force
   * @param programme its first unless one is named
   */
  record Draft(@Nullable String loyalty, @Nullable String programme) {}

  record Example(String customer, long before, long after) {
    static Example of(Moved moved) {
      return new Example(moved.customer().toString(), moved.before(), moved.after());
    }
  }

  /**
   * @param budget its name, with the first day of the period where it has some
   * @param points how many there are
   * @param drawn how many would be out if there were enough
   * @param beyond how many of them there are not
   */
  record Budget(String budget, long points, long drawn, long beyond) {
    static Budget of(Drawn drawn) {
      return new Budget(drawn.purse(), drawn.points(), drawn.drawn(), drawn.beyond());
    }
  }

  record Side(Sums points, Map<String, Long> tiers) {}

  /**
   * @param uncovered redemptions that the draft's points would not have covered
   * @param budgets what would have been drawn, as if every budget had enough: an upper bound
   * @param exact whether everyone's past was played; otherwise the sums are estimates
   */
  record Answer(
      String programme,
      Side before,
      Side after,
      long more,
      long fewer,
      long same,
      List<Example> winners,
      List<Example> losers,
      long uncovered,
      long uncoveredPoints,
      List<Budget> budgets,
      boolean exact,
      long looked,
      double share) {}

  @PostMapping("/api/loyalty/rehearse")
  @Operation(summary = "What a draft of a programme would have come to over everyone's past")
  Answer rehearse(@RequestBody Draft asked) {
    if (asked.loyalty() == null) {
      throw new RefusedRequest(
          Code.MISSING_FIELD, "loyalty is needed: the text of loyalty.yaml", "loyalty");
    }
    Playbook draft = playbooks.checked(playbooks.with(FILE, asked.loyalty()));
    String programme = named(asked.programme(), draft.plan().programmes());
    return answer(programme, rehearsing.rehearse(draft, programme, Rehearsing.LONGEST));
  }

  private static String named(@Nullable String programme, List<Programme> all) {
    return all.stream()
        .map(Programme::name)
        .filter(name -> programme == null || name.equals(programme))
        .findFirst()
        .orElseThrow(
            () -> new RefusedRequest(Code.UNKNOWN_PROGRAMME, "the draft has no such programme"));
  }

  private static Answer answer(String programme, Rehearsal rehearsal) {
    return new Answer(
        programme,
        new Side(rehearsal.before(), rehearsal.tiersBefore()),
        new Side(rehearsal.after(), rehearsal.tiersAfter()),
        rehearsal.more(),
        rehearsal.fewer(),
        rehearsal.same(),
        rehearsal.winners().stream().map(Example::of).toList(),
        rehearsal.losers().stream().map(Example::of).toList(),
        rehearsal.uncovered(),
        rehearsal.uncoveredPoints(),
        rehearsal.budgets().stream().map(Budget::of).toList(),
        rehearsal.exact(),
        rehearsal.looked(),
        rehearsal.share());
  }
}
