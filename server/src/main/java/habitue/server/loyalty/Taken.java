package habitue.server.loyalty;

import habitue.engine.reward.Member;
import habitue.engine.reward.Redemption;
import habitue.engine.reward.Redemption.State;
import habitue.engine.reward.ledger.Spend;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reward that someone has or had, as a colleague reads it.
 *
 * @param points 0 for a code from elsewhere
 * @param state what became of it; null where only its points are remembered
 * @param brought whether its code is from elsewhere
 * @param undoable whether its points may come back
 */
public record Taken(
    String id, long points, @Nullable State state, boolean brought, boolean undoable) {

  /** The latest first; those of which only the points are remembered come last. */
  static List<Taken> of(Member member) {
    var all = new ArrayList<Taken>();
    Set<String> known = new HashSet<>();
    for (Redemption each : member.redemptions().reversed()) {
      known.add(each.id());
      all.add(of(each, member.ledger().spend(each.id()).orElse(null)));
    }
    boolean forgets = member.redemptions().size() >= Redemption.KEPT;
    for (Spend spend : member.ledger().spends().reversed()) {
      if (known.add(spend.id())) {
        State state = spend.undone() ? State.UNDONE : null;
        all.add(new Taken(spend.id(), spend.points(), state, false, state == null && !forgets));
      }
    }
    return all;
  }

  private static Taken of(Redemption each, @Nullable Spend spend) {
    State state = spend != null && spend.undone() ? State.UNDONE : each.state();
    boolean undoable = spend != null && state != State.UNDONE && state != State.USED;
    long points = spend == null ? 0 : spend.points();
    return new Taken(each.id(), points, state, each.brought(), undoable);
  }

  public boolean is(String name) {
    return state != null && state.name().equalsIgnoreCase(name);
  }
}
