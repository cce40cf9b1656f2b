package habitue.engine;

import java.util.List;

/** What the brand owes for an input: what it is bound by, and what others are to know of it. */
public record Owed(List<Pledge> pledges, List<Send> sends) {
  public static final Owed NOTHING = new Owed(List.of(), List.of());

  public Owed {
    pledges = List.copyOf(pledges);
    sends = List.copyOf(sends);
  }

  public Owed and(Owed more) {
    return new Owed(Lists.joined(pledges, more.pledges), Lists.joined(sends, more.sends));
  }
}
