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
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.model.Unpacker;
import habitue.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A code: good once it was issued, until it is used, by one order, or worth nothing any more. */
public final class VoucherBehaviour implements Behaviour<Voucher> {
  private static final int VERSION = 1;
  private static final String ISSUED = "Voucher Issued";
  private static final String CODE = "code";

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Voucher initial(EntityId id) {
    return Voucher.unknown((SharedId) id);
  }

  @Override
  public Step<Voucher> step(Context context, Voucher voucher, Input input) {
    return switch (input) {
      case Input.Recorded(JournalRecord(Stamp stamp, Body.Delivered told)) ->
          heard(voucher, stamp, told);
      case Input.Recorded(JournalRecord(Stamp stamp, Body.Asked asked)) ->
          asked(voucher, stamp, asked);
      case Input.Recorded _, Input.Woke _ -> Step.to(voucher);
    };
  }

  private static Step<Voucher> heard(Voucher voucher, Stamp stamp, Body.Delivered told) {
    return switch (told.name()) {
      case Sharing.ISSUE ->
          voucher.state() == Voucher.State.UNKNOWN
              ? Step.to(voucher).pledging(List.of(pledge(voucher, stamp, ISSUED, told.details())))
              : Step.to(voucher);
      case Sharing.VOID -> {
        boolean used = voucher.state() == Voucher.State.USED;
        Send answer = Sharing.answer(told, used ? Sharing.KEPT : Sharing.VOIDED, told.details());
        Step<Voucher> answered = Step.to(voucher).sending(List.of(answer));
        yield used
            ? answered
            : answered.pledging(List.of(pledge(voucher, stamp, Sharing.VOIDED, Fields.NONE)));
      }
      default -> Step.to(voucher);
    };
  }

  private static Step<Voucher> asked(Voucher voucher, Stamp stamp, Body.Asked asked) {
    String order = asked.details().text(Sharing.ORDER).orElse("");
    String refused = refusal(voucher, order, stamp.now());
    if (!refused.isEmpty()) {
      return Step.to(voucher).answering(0, Fields.of(CODE, Value.of(refused)));
    }
    Fields outcome =
        Fields.of(CODE, Value.of("done")).with(Sharing.REDEMPTION, voucher.redemption());
    Step<Voucher> done = Step.to(voucher).answering(0, outcome);
    if (voucher.state() == Voucher.State.USED) {
      return done;
    }
    Fields details = Fields.of(Sharing.ORDER, Value.of(order));
    return done.pledging(List.of(pledge(voucher, stamp, Sharing.USED, details)))
        .sending(List.of(told(voucher, order)));
  }

  /** Why it cannot be used by an order: the one that used it may say so again. */
  private static String refusal(Voucher voucher, String order, Instant now) {
    return switch (voucher.state()) {
      case UNKNOWN -> "unknown_code";
      case VOID -> "code_void";
      case USED -> voucher.order().equals(order) && !order.isEmpty() ? "" : "code_used";
      case GOOD -> voucher.over(now) ? "code_over" : "";
    };
  }

  private static Send told(Voucher voucher, String order) {
    Fields details =
        Fields.of(Sharing.PROGRAMME, Value.of(Sharing.names(voucher.id()).getFirst()))
            .with(Sharing.REDEMPTION, voucher.redemption())
            .with(Sharing.ORDER, order);
    var strand = new Strand(voucher.strand());
    // To whoever has the strand by then: the id beside it is not looked at.
    return new Send(voucher.id(), Sharing.USED, details, strand);
  }

  private static Pledge pledge(Voucher voucher, Stamp stamp, String name, Fields details) {
    return new Pledge(name, details, Sharing.because(stamp.position(), name, voucher.id()));
  }

  @Override
  public Voucher commit(Voucher voucher, Commitment made) {
    Fields details = made.details();
    return switch (made.name()) {
      case ISSUED ->
          new Voucher(
              voucher.id(),
              Voucher.State.GOOD,
              details.text(Sharing.REDEMPTION).orElse(""),
              Sharing.whole(details, Sharing.STRAND),
              details.text(Sharing.ENDS).map(Instant::parse).orElse(null),
              "");
      case Sharing.USED -> voucher.used(details.text(Sharing.ORDER).orElse(""));
      default -> voucher.voided();
    };
  }

  @Override
  public int parts() {
    return 1;
  }

  @Override
  public boolean same(Voucher one, Voucher other, int part) {
    return one.equals(other);
  }

  @Override
  public byte[] write(Voucher voucher, int part) {
    return new Packer()
        .text(voucher.state().name())
        .text(voucher.redemption())
        .unsigned(voucher.strand())
        .instantOrNull(voucher.ends())
        .text(voucher.order())
        .bytes();
  }

  @Override
  public Voucher read(EntityId id, byte[][] parts) {
    return Optional.of(parts[0])
        .filter(bytes -> bytes.length > 0)
        .map(bytes -> read((SharedId) id, new Unpacker(bytes)))
        .orElseGet(() -> initial(id));
  }

  private static Voucher read(SharedId id, Unpacker from) {
    return new Voucher(
        id,
        Voucher.State.valueOf(from.text()),
        from.text(),
        from.unsigned(),
        from.instantOrNull(),
        from.text());
  }
}
