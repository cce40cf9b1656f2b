package habitue.simulation.toy;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Packing;
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
import java.util.ArrayList;
import java.util.List;

/** Told to, it sends for a gift as often as it is told, and writes down the answers. */
public final class AskerBehaviour implements Behaviour<Asker> {
  public static final String KIND = "asker";
  public static final String ASK = "Ask";

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Asker initial(EntityId id) {
    return new Asker(0, List.of());
  }

  @Override
  public Step<Asker> step(Context context, Asker asker, Input input) {
    return switch (input) {
      case Input.Recorded(JournalRecord(var _, Body.Asked asked)) when asked.name().equals(ASK) -> {
        var to = new SharedId(GiftBehaviour.KIND, asked.details().text("gift").orElse("none"));
        var send = new Send(to, GiftBehaviour.RESERVE, Fields.NONE);
        var more = new Asker(asker.asked() + 1, asker.answers());
        Fields outcome = Fields.NONE.with("status", "asked");
        yield new Step<>(more, List.of(), List.of(), List.of(send), null, outcome);
      }
      case Input.Recorded(JournalRecord(var _, Body.Delivered delivered)) -> {
        var answers = new ArrayList<>(asker.answers());
        answers.add(delivered.details().text("status").orElse(""));
        yield Step.to(new Asker(asker.asked(), answers));
      }
      case Input.Recorded _, Input.Woke _ -> Step.to(asker);
    };
  }

  @Override
  public Asker commit(Asker asker, Commitment commitment) {
    return asker;
  }

  @Override
  public int parts() {
    return 1;
  }

  @Override
  public boolean same(Asker one, Asker other, int part) {
    return one.equals(other);
  }

  @Override
  public byte[] write(Asker asker, int part) {
    var to = new Packer().unsigned(asker.asked());
    Packing.texts(asker.answers(), to);
    return to.bytes();
  }

  @Override
  public Asker read(EntityId id, byte[][] parts) {
    if (parts[0].length == 0) {
      return initial(id);
    }
    var from = new Unpacker(parts[0]);
    int asked = from.count();
    return new Asker(asked, Packing.texts(from));
  }
}
