package habitue.engine.reward;

import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Ladder;
import habitue.playbook.plan.Programme.Tier;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How far someone is on their way to the next tier.
 *
 * @param points that count for tiers
 * @param missing to the next tier
 */
public record Progress(long points, Tier next, long missing) {

  /** Empty for who is in the highest, or where there are none. */
  public static Optional<Progress> of(
      Programme programme, Member member, ZoneId zone, Instant now) {
    Ladder ladder = programme.ladder();
    if (ladder == null) {
      return Optional.empty();
    }
    long points = new Tiers(ladder, zone).points(member.ledger(), now);
    int held = member.tier() == null ? -1 : ladder.place(member.tier().name());
    return ladder.tiers().stream()
        .skip(held + 1L)
        .findFirst()
        .map(next -> new Progress(points, next, Math.max(0, next.from() - points)));
  }

  /** When it is another with nothing happening; empty for never. */
  public static Optional<Instant> changes(
      Programme programme, Member member, ZoneId zone, Instant now) {
    return Optional.ofNullable(programme.ladder())
        .flatMap(
            ladder -> Optional.ofNullable(new Tiers(ladder, zone).changes(member.ledger(), now)));
  }
}
