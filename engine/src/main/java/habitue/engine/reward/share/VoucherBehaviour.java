package habitue.engine.reward.share;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Packing;
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
import org.jspecify.annotations.Nullable;

/**
 * A code: good once it was issued, until it is used, by one order, or worth nothing any more. Where
 * that order comes back as a whole it is good again.
 */
public final class VoucherBehaviour implements Behaviour<Voucher> {
  private static final int VERSION = 1;

  /** 2: begins with this byte; with what it takes off, and the order's store. */
  private static final int WRITTEN = 2;

  private static final String ISSUED = "Voucher Issued";

  /** In the outcome, where the same order said so before. */
  public static final String AGAIN = "again";

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
      case Sharing.FREE -> freed(voucher, stamp, told.details());
      case Sharing.USE -> again(voucher, stamp, told.details());
      default -> Step.to(voucher);
    };
  }

  private static Step<Voucher> asked(Voucher voucher, Stamp stamp, Body.Asked asked) {
    String refused = refusal(voucher, asked.details(), stamp.now());
    if (!refused.isEmpty()) {
      return Step.to(voucher).answering(0, Fields.of(Sharing.CODE, Value.of(refused)));
    }
    Fields done =
        Fields.of(Sharing.CODE, Value.of("done")).with(Sharing.REDEMPTION, voucher.redemption());
    boolean again = voucher.state() == Voucher.State.USED;
    return used(voucher, stamp, asked.details())
        .answering(0, again ? done.with(AGAIN, Value.of(true)) : done);
  }

  /** Of an order that is back: another may have used it meanwhile. */
  private static Step<Voucher> again(Voucher voucher, Stamp stamp, Fields said) {
    String refused = refusal(voucher, said, stamp.now());
    if (refused.isEmpty()) {
      return used(voucher, stamp, said);
    }
    Fields details =
        Fields.of(Sharing.PROGRAMME, Value.of(programme(voucher)))
            .with(Sharing.ORDER, order(said))
            .with(Sharing.WHY, refused);
    String store = store(said);
    Fields whole = store == null ? details : details.with(Sharing.STORE, store);
    return Step.to(voucher)
        .sending(List.of(new Send(voucher.id(), Sharing.REFUSED, whole, Sharing.strand(said))));
  }

  /** Said again by the one that uses it, only its store can be news. */
  private static Step<Voucher> used(Voucher voucher, Stamp stamp, Fields said) {
    String order = order(said);
    String store = store(said);
    boolean again = voucher.state() == Voucher.State.USED;
    if (again && (store == null || store.equals(voucher.store()))) {
      return Step.to(voucher);
    }
    Send note = UsedBy.note(voucher.id(), order, store);
    return Step.to(voucher)
        .pledging(List.of(pledge(voucher, stamp, Sharing.USED, Sharing.order(order, store))))
        .sending(again ? List.of(note) : List.of(told(voucher, Sharing.USED, order), note));
  }

  /** Only by the order that uses it; should that be back, it finds it by its whole name. */
  private static Step<Voucher> freed(Voucher voucher, Stamp stamp, Fields said) {
    String order = order(said);
    if (!voucher.by(order, store(said))) {
      return Step.to(voucher);
    }
    Send told = told(voucher, Sharing.FREED, order);
    return Step.to(voucher)
        .pledging(List.of(pledge(voucher, stamp, Sharing.FREED, Fields.NONE)))
        .sending(
            voucher.store() == null
                ? List.of(told, UsedBy.note(voucher.id(), order, store(said)))
                : List.of(told));
  }

  private static String order(Fields said) {
    return said.text(Sharing.ORDER).orElse("");
  }

  private static @Nullable String store(Fields said) {
    return said.text(Sharing.STORE).orElse(null);
  }

  /** Why it cannot be used by an order: the one that used it may say so again. */
  private static String refusal(Voucher voucher, Fields said, Instant now) {
    return switch (voucher.state()) {
      case UNKNOWN -> "unknown_code";
      case VOID -> "code_void";
      case USED -> voucher.by(order(said), store(said)) ? "" : "code_used";
      case GOOD -> voucher.over(now) ? "code_over" : "";
    };
  }

  private static Send told(Voucher voucher, String word, String order) {
    Fields details =
        Fields.of(Sharing.PROGRAMME, Value.of(programme(voucher)))
            .with(Sharing.REDEMPTION, voucher.redemption())
            .with(Sharing.ORDER, order);
    var strand = new Strand(voucher.strand());
    // To whoever has the strand by then: the id beside it is not looked at.
    return new Send(voucher.id(), word, details, strand);
  }

  private static String programme(Voucher voucher) {
    return Sharing.names(voucher.id()).getFirst();
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
              details.text(Sharing.OFF).orElse(null),
              "",
              null);
      case Sharing.USED -> voucher.used(order(details), store(details));
      case Sharing.FREED -> voucher.freed();
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
        .one((byte) WRITTEN)
        .text(voucher.state().name())
        .text(voucher.redemption())
        .unsigned(voucher.strand())
        .instantOrNull(voucher.ends())
        .text(voucher.order())
        .textOrNull(voucher.store())
        .textOrNull(voucher.off())
        .bytes();
  }

  @Override
  public Voucher read(EntityId id, byte[][] parts) {
    return Optional.of(parts[0])
        .filter(bytes -> bytes.length > 0)
        .map(bytes -> read((SharedId) id, bytes))
        .orElseGet(() -> initial(id));
  }

  /** The first form has no version: it begins with the length of its state's name, 4 or more. */
  private static Voucher read(SharedId id, byte[] bytes) {
    var from = new Unpacker(bytes);
    boolean first = bytes[0] > 2;
    if (!first) {
      Packing.version(from, WRITTEN);
    }
    var state = Voucher.State.valueOf(from.text());
    String redemption = from.text();
    long strand = from.unsigned();
    Instant ends = from.instantOrNull();
    String order = from.text();
    String store = first ? null : from.textOrNull();
    String off = first ? null : from.textOrNull();
    return new Voucher(id, state, redemption, strand, ends, off, order, store);
  }
}
