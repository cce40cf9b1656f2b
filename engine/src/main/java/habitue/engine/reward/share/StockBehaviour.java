package habitue.engine.reward.share;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Pledge;
import habitue.engine.Send;
import habitue.engine.Step;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Packer;
import habitue.model.SharedId;
import habitue.model.Unpacker;
import habitue.playbook.plan.Programme;
import java.util.List;
import java.util.Optional;

/** Gives the pieces of a reward to whoever asks first, as many as the playbook says there are. */
public final class StockBehaviour implements Behaviour<Stock> {
  private static final int VERSION = 1;
  private static final String TAKEN = "Piece Taken";
  private static final String BACK = "Piece Returned";

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Stock initial(EntityId id) {
    return new Stock((SharedId) id, 0, 0);
  }

  @Override
  public Step<Stock> step(Context context, Stock stock, Input input) {
    if (!(input instanceof Input.Recorded(JournalRecord(var stamp, Body.Delivered told)))) {
      return Step.to(stock);
    }
    Fields of =
        Fields.of(Sharing.REDEMPTION, told.details().value(Sharing.REDEMPTION).orElseThrow());
    var because = Sharing.because(stamp.position(), told.name(), stock.id());
    if (told.name().equals(Sharing.RETURN)) {
      return Step.to(stock).pledging(List.of(new Pledge(BACK, of, because)));
    }
    if (left(context, stock).orElse(1L) <= 0) {
      return Step.to(stock).sending(List.of(Sharing.answer(told, Sharing.GONE, told.details())));
    }
    long number = stock.claimed() + 1;
    Send yes = Sharing.answer(told, Sharing.CLAIMED, told.details().with(Sharing.NUMBER, number));
    return Step.to(stock)
        .pledging(List.of(new Pledge(TAKEN, of.with(Sharing.NUMBER, number), because)))
        .sending(List.of(yes));
  }

  /** How many are left; empty where there are as many as are asked for. */
  public static Optional<Long> left(Context context, Stock stock) {
    List<String> names = Sharing.names(stock.id());
    Programme.Reward reward =
        context
            .playbook()
            .plan()
            .programme(names.getFirst())
            .flatMap(programme -> programme.reward(names.getLast()))
            .orElse(null);
    if (reward == null) {
      return Optional.of(0L);
    }
    return Optional.ofNullable(reward.stock()).map(all -> Math.max(0, all - stock.out()));
  }

  @Override
  public Stock commit(Stock stock, Commitment made) {
    return made.name().equals(TAKEN)
        ? new Stock(stock.id(), Sharing.whole(made.details(), Sharing.NUMBER), stock.returned())
        : new Stock(stock.id(), stock.claimed(), stock.returned() + 1);
  }

  @Override
  public int parts() {
    return 1;
  }

  @Override
  public boolean same(Stock one, Stock other, int part) {
    return one.equals(other);
  }

  @Override
  public byte[] write(Stock stock, int part) {
    return new Packer().unsigned(stock.claimed()).unsigned(stock.returned()).bytes();
  }

  @Override
  public Stock read(EntityId id, byte[][] parts) {
    if (parts[0].length == 0) {
      return initial(id);
    }
    var from = new Unpacker(parts[0]);
    return new Stock((SharedId) id, from.unsigned(), from.unsigned());
  }
}
