package habitue.engine.reward.share;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Pledge;
import habitue.engine.Step;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Packer;
import habitue.model.SharedId;
import habitue.model.Stamp;
import habitue.model.Unpacker;
import habitue.model.Value;
import java.util.List;

/** Hands out the points of a budget to whoever asks first: an award whole, or not at all. */
public final class BudgetBehaviour implements Behaviour<Budget> {
  private static final int VERSION = 1;
  private static final String BACK = "Points Returned";

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Budget initial(EntityId id) {
    return new Budget((SharedId) id, 0, 0);
  }

  @Override
  public Step<Budget> step(Context context, Budget budget, Input input) {
    return input instanceof Input.Recorded(JournalRecord(var stamp, Body.Delivered told))
        ? heard(context, budget, stamp, told)
        : Step.to(budget);
  }

  private static Step<Budget> heard(
      Context context, Budget budget, Stamp stamp, Body.Delivered told) {
    long points = Sharing.whole(told.details(), Budgets.POINTS);
    if (told.name().equals(Budgets.RETURN)) {
      return Step.to(budget).pledging(List.of(pledge(budget, stamp, BACK, points)));
    }
    if (points > Budgets.left(context, budget).left()) {
      return Step.to(budget).sending(List.of(Budgets.answer(told, Budgets.SPENT)));
    }
    return Step.to(budget)
        .pledging(List.of(pledge(budget, stamp, Budgets.DRAWN, points)))
        .sending(List.of(Budgets.answer(told, Budgets.DRAWN)));
  }

  private static Pledge pledge(Budget budget, Stamp stamp, String name, long points) {
    Fields details = Fields.of(Budgets.POINTS, Value.of(points));
    return new Pledge(name, details, Sharing.because(stamp.position(), name, budget.id()));
  }

  @Override
  public Budget commit(Budget budget, Commitment made) {
    long points = Sharing.whole(made.details(), Budgets.POINTS);
    return made.name().equals(BACK)
        ? new Budget(budget.id(), budget.drawn(), budget.returned() + points)
        : new Budget(budget.id(), budget.drawn() + points, budget.returned());
  }

  @Override
  public int parts() {
    return 1;
  }

  @Override
  public boolean same(Budget one, Budget other, int part) {
    return one.equals(other);
  }

  @Override
  public byte[] write(Budget budget, int part) {
    return new Packer().unsigned(budget.drawn()).unsigned(budget.returned()).bytes();
  }

  @Override
  public Budget read(EntityId id, byte[][] parts) {
    if (parts[0].length == 0) {
      return initial(id);
    }
    var from = new Unpacker(parts[0]);
    return new Budget((SharedId) id, from.unsigned(), from.unsigned());
  }
}
