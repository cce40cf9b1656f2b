package habitue.engine.reward.earn;

import habitue.engine.reward.Member;
import habitue.engine.reward.Redemption.State;
import habitue.engine.reward.TierHeld;
import habitue.engine.reward.ledger.Decision;
import habitue.engine.reward.ledger.Ledger;
import habitue.engine.reward.ledger.Teller;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Limit;
import habitue.playbook.plan.Programme.Reward;
import habitue.playbook.rule.Condition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What someone may have for their points at an instant, stock aside.
 *
 * @param member null for who never took part
 * @param holds whether a rule's condition holds of them then
 */
public record Eligible(
    Programme programme,
    @Nullable Member member,
    Predicate<Condition> holds,
    ZoneId zone,
    Instant now) {

  /** Why they cannot have it, as the command would say; null where they can. */
  public @Nullable String refusal(Reward reward) {
    return refusal(reward, reward.named().name() + "@");
  }

  /**
   * @param id of the redemption
   */
  @Nullable String refusal(Reward reward, String id) {
    if (reward.tier() != null && !reached(reward.tier())) {
      return "tier_too_low";
    }
    if (reward.when() != null && !holds.test(reward.when())) {
      return "not_for_them";
    }
    if (reward.limit() != null && taken(reward, reward.limit()) >= reward.limit().times()) {
      return "limit_reached";
    }
    Ledger ledger = member == null ? Ledger.EMPTY : member.ledger();
    return Teller.spend(ledger, id, reward.points(), now)
            instanceof Decision.Refused(Decision.Reason reason)
        ? reason.wireName()
        : null;
  }

  private boolean reached(String tier) {
    TierHeld held = member == null ? null : member.tier();
    return programme.ladder() != null
        && held != null
        && programme.ladder().place(held.name()) >= programme.ladder().place(tier);
  }

  private long taken(Reward reward, Limit limit) {
    Instant from = now.atZone(zone).minus(limit.within()).toInstant();
    String name = reward.named().name();
    return member == null
        ? 0
        : member.redemptions().stream()
            .filter(each -> each.reward().equals(name) && each.at().isAfter(from))
            .filter(each -> each.state() != State.UNDONE && !each.brought())
            .count();
  }
}
