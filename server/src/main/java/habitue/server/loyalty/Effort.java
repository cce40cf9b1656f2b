package habitue.server.loyalty;

import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Member;
import habitue.engine.reward.Win;
import habitue.engine.reward.earn.Streaks;
import habitue.engine.standing.Goal;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Challenge;
import habitue.playbook.plan.Programme.Streak;
import habitue.playbook.rule.Condition;
import habitue.store.Store;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far someone is with a challenge.
 *
 * @param at when they met it, last; null where they did not, or what met it came back
 * @param row of a streak, in how many in a row it happened; 0 for none
 * @param parts what the goal asks, one by one; nothing for a streak
 */
public record Effort(
    Challenge challenge, @Nullable Instant at, int row, List<Condition.Part> parts) {
  public Effort {
    parts = List.copyOf(parts);
  }

  static List<Effort> of(Store store, Programme programme, CustomerState state, Instant now) {
    Member member = state.book().member(programme.name()).orElse(null);
    Goal goal = state.goal(store.context());
    return programme.challenges().stream()
        .map(challenge -> {
          String name = challenge.named().name();
          Win win = member == null || !member.won(name) ? null : member.wins().get(name);
          Streak streak = challenge.streak();
          return new Effort(
              challenge,
              win == null ? null : win.at(),
              streak == null ? 0 : row(store, streak, goal, now),
              streak == null ? goal.explained(challenge.goal(), now) : List.of());
        })
        .toList();
  }

  private static int row(Store store, Streak streak, Goal goal, Instant now) {
    return Streaks.row(streak, goal.occurrences(streak.fold()), now, store.context().zone());
  }

  public boolean met() {
    return at != null;
  }

  public String label(String language) {
    return Holding.in(challenge.named(), language);
  }

  /** What of the goal can be counted: how much there is. */
  public @Nullable Double value() {
    return counted() == null ? null : counted().one();
  }

  /** How much it takes. */
  public @Nullable Double wanted() {
    return counted() == null ? null : counted().other();
  }

  private Condition.@Nullable Numbers counted() {
    Streak streak = challenge.streak();
    if (streak != null) {
      return new Condition.Numbers(row, streak.times(), Condition.Unit.NUMBER);
    }
    return parts.stream()
        .map(Condition.Part::numbers)
        .filter(numbers -> numbers != null && numbers.unit() == Condition.Unit.NUMBER)
        .findFirst()
        .orElse(null);
  }
}
