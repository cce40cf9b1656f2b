package habitue.engine.reward;

import habitue.playbook.plan.Programme.Ladder;
import habitue.playbook.plan.Programme.Tier;
import java.time.Instant;
import java.util.Optional;

/**
 * How far someone is on their way to the next tier.
 *
 * @param points that count for tiers, or money in whole units
 * @param missing to the next tier
 */
public record Progress(long points, Tier next, long missing) {

  /** Empty for who is in the highest. */
  public static Optional<Progress> of(Tiers tiers, Member member, Instant now) {
    Ladder ladder = tiers.ladder();
    long points = tiers.points(member.ledger(), now);
    int held = member.tier() == null ? -1 : ladder.place(member.tier().name());
    return ladder.tiers().stream()
        .skip(held + 1L)
        .findFirst()
        .map(next -> new Progress(points, next, Math.max(0, next.from() - points)));
  }

  /** When it is another with nothing happening; empty for never. */
  public static Optional<Instant> changes(Tiers tiers, Member member, Instant now) {
    return Optional.ofNullable(tiers.changes(member.ledger(), now));
  }
}
