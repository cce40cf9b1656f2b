package habitue.server.loyalty;

import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.engine.reward.earn.Eligible;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Reward;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reward as someone finds it now.
 *
 * @param left how many there are; null where there are as many as are asked for
 * @param why they cannot have it, by the code that asking for it would be refused with; null where
 *     they can
 */
public record Offer(Reward reward, @Nullable Long left, @Nullable String why) {

  static List<Offer> of(
      Context context,
      Programme programme,
      CustomerState state,
      Instant now,
      Function<Reward, @Nullable Long> left) {
    var eligible =
        new Eligible(
            programme,
            state.book().member(programme.name()).orElse(null),
            when -> state.holds(context, when, now),
            context.zone(),
            now);
    boolean frozen = state.consents().restriction() != null;
    return programme.rewards().stream()
        .map(reward -> {
          Long there = left.apply(reward);
          return new Offer(reward, there, frozen ? "restricted" : why(eligible, reward, there));
        })
        .toList();
  }

  private static @Nullable String why(Eligible eligible, Reward reward, @Nullable Long left) {
    String refused = eligible.refusal(reward);
    return refused == null && left != null && left <= 0 ? "out_of_stock" : refused;
  }
}
