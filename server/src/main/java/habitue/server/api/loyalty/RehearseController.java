package habitue.server.api.loyalty;

import habitue.engine.reward.Sums;
import habitue.model.Money;
import habitue.playbook.Playbook;
import habitue.playbook.plan.Programme;
import habitue.server.api.Amounts;
import habitue.server.identify.Playbooks;
import habitue.server.loyalty.Climbing;
import habitue.server.loyalty.Proof;
import habitue.server.loyalty.Rehearsing;
import habitue.server.loyalty.Rehearsing.Drawn;
import habitue.server.loyalty.Rehearsing.Moved;
import habitue.server.loyalty.Rehearsing.Rehearsal;
import habitue.server.loyalty.Stakes;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
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
  private final Proof proof;

  RehearseController(Playbooks playbooks, Rehearsing rehearsing, Proof proof) {
    this.playbooks = playbooks;
    this.rehearsing = rehearsing;
    this.proof = proof;
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

  /**
   * @param most what the points are worth that were issued and not taken back; null where nothing
   *     says
   * @param liability what those are worth that are outstanding and expected to be spent
   */
  record Side(
      Sums points, Map<String, Long> tiers, @Nullable String most, @Nullable String liability) {
    static Side of(Sums points, Map<String, Long> tiers, Stakes.Cost cost) {
      return new Side(points, tiers, text(cost.most()), text(cost.liability()));
    }

    private static @Nullable String text(@Nullable Money money) {
      return money == null ? null : Amounts.text(money);
    }
  }

  /** Someone who would be in another tier; empty for none. */
  record Climb(String customer, String from, String to) {
    static Climb of(Climbing.Step step) {
      return new Climb(step.customer().toString(), step.from(), step.to());
    }
  }

  /**
   * @param rate the part of what is outstanding that is expected to be spent, as it is now
   * @param up how many would be in a higher tier
   * @param down how many would be in a lower one
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
      BigDecimal rate,
      long up,
      long down,
      List<Climb> rising,
      List<Climb> falling,
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
    Programme programme = named(asked.programme(), draft.plan().programmes());
    Rehearsal played = rehearsing.rehearse(draft, programme.name(), Rehearsing.LONGEST);
    return answer(programme.name(), played, proof.stakes(programme, played));
  }

  private static Programme named(@Nullable String programme, List<Programme> all) {
    return all.stream()
        .filter(each -> programme == null || each.name().equals(programme))
        .findFirst()
        .orElseThrow(
            () -> new RefusedRequest(Code.UNKNOWN_PROGRAMME, "the draft has no such programme"));
  }

  private static Answer answer(String programme, Rehearsal rehearsal, Stakes stakes) {
    Climbing.Climbed climbed = rehearsal.climbed();
    return new Answer(
        programme,
        Side.of(rehearsal.before(), rehearsal.tiersBefore(), stakes.before()),
        Side.of(rehearsal.after(), rehearsal.tiersAfter(), stakes.after()),
        rehearsal.more(),
        rehearsal.fewer(),
        rehearsal.same(),
        rehearsal.winners().stream().map(Example::of).toList(),
        rehearsal.losers().stream().map(Example::of).toList(),
        stakes.rate(),
        climbed.up(),
        climbed.down(),
        climbed.rising().stream().map(Climb::of).toList(),
        climbed.falling().stream().map(Climb::of).toList(),
        rehearsal.uncovered(),
        rehearsal.uncoveredPoints(),
        rehearsal.budgets().stream().map(Budget::of).toList(),
        rehearsal.exact(),
        rehearsal.looked(),
        rehearsal.share());
  }
}
