package habitue.simulation.toy;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Packing;
import habitue.engine.Pledge;
import habitue.engine.Send;
import habitue.engine.Step;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Packer;
import habitue.model.Unpacker;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives its pieces to whoever asks first, one each: asked by a command it answers with the outcome,
 * asked by another entity it sends the answer back.
 */
public final class GiftBehaviour implements Behaviour<Gift> {
  public static final String KIND = "gift";
  public static final String RESERVE = "Reserve";
  public static final String ANSWER = "Reserve Answered";
  public static final String RESERVED = "Gift Reserved";

  private final int version;
  private final int pieces;

  public GiftBehaviour(int version, int pieces) {
    this.version = version;
    this.pieces = pieces;
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public Gift initial(EntityId id) {
    return new Gift(0, List.of());
  }

  @Override
  public Step<Gift> step(Context context, Gift gift, Input input) {
    return switch (input) {
      case Input.Recorded(JournalRecord(var stamp, Body.Asked asked))
          when asked.name().equals(RESERVE) -> {
        String who = asked.details().text("who").orElse("");
        Fields answer = answer(gift, who);
        yield new Step<>(
            more(gift), List.of(), pledges(gift, who, stamp.position()), List.of(), null, answer);
      }
      case Input.Recorded(JournalRecord(var stamp, Body.Delivered delivered))
          when delivered.name().equals(RESERVE) -> {
        String who = delivered.from().toString();
        var back = new Send(delivered.from(), ANSWER, answer(gift, who));
        yield new Step<>(
            more(gift), List.of(), pledges(gift, who, stamp.position()), List.of(back), null, null);
      }
      case Input.Recorded _, Input.Woke _ -> Step.to(gift);
    };
  }

  @Override
  public Gift commit(Gift gift, Commitment commitment) {
    var reserved = new ArrayList<>(gift.reserved());
    reserved.add(commitment.details().text("who").orElse(""));
    return new Gift(gift.asked(), reserved);
  }

  @Override
  public int parts() {
    return 2;
  }

  @Override
  public boolean same(Gift one, Gift other, int part) {
    return part == 0 ? one.asked() == other.asked() : one.reserved().equals(other.reserved());
  }

  @Override
  public byte[] write(Gift gift, int part) {
    var to = new Packer();
    if (part == 0) {
      to.unsigned(gift.asked());
    } else {
      Packing.texts(gift.reserved(), to);
    }
    return to.bytes();
  }

  @Override
  public Gift read(EntityId id, byte[][] parts) {
    int asked = parts[0].length == 0 ? 0 : new Unpacker(parts[0]).count();
    List<String> reserved =
        parts[1].length == 0 ? List.of() : Packing.texts(new Unpacker(parts[1]));
    return new Gift(asked, reserved);
  }

  private static Gift more(Gift gift) {
    return new Gift(gift.asked() + 1, gift.reserved());
  }

  private boolean free(Gift gift, String who) {
    return gift.reserved().size() < pieces && !gift.reserved().contains(who);
  }

  private Fields answer(Gift gift, String who) {
    boolean yes = free(gift, who) || gift.reserved().contains(who);
    return Fields.NONE.with("status", yes ? "reserved" : "gone");
  }

  private List<Pledge> pledges(Gift gift, String who, long position) {
    return free(gift, who)
        ? List.of(
            new Pledge(
                RESERVED,
                Fields.NONE.with("who", who),
                new Because(position, RESERVE, "toy.gift", 1, Fields.NONE)))
        : List.of();
  }
}
