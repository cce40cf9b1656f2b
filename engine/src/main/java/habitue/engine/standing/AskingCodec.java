package habitue.engine.standing;

import habitue.engine.Packing;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.model.ValueCodec;

/** Packs what someone is asked. */
public final class AskingCodec {
  /** 2: what is held back after its length. */
  private static final int VERSION = 2;

  private AskingCodec() {}

  public static byte[] write(Asking asking) {
    var to = new Packer(128).one((byte) VERSION).flag(asking.live());
    Packing.list(asking.wanted(), to, StandingCodec::held);
    Packing.list(asking.open(), to, AskingCodec::open);
    Packing.list(asking.settled(), to, AskingCodec::settled);
    return to.bytes();
  }

  public static Asking read(byte[] bytes) {
    var from = new Unpacker(bytes);
    int version = Packing.version(from, VERSION);
    return new Asking(
        from.flag(),
        Packing.list(from, StandingCodec::held),
        Packing.list(from, each -> open(each, version)),
        Packing.list(from, AskingCodec::settled));
  }

  private static void open(Asking.Open open, Packer to) {
    to.text(open.question()).text(open.about()).signed(open.at()).signed(open.until());
    to.flag(open.again());
    Packing.orNull(
        open.odds(),
        to,
        (odds, packer) ->
            packer
                .unsigned(odds.seen())
                .unsigned(odds.total())
                .fixed(Double.doubleToLongBits(odds.usual())));
    Packing.list(open.kept(), to, AskingCodec::kept);
    to.unsigned(open.more());
  }

  private static Asking.Open open(Unpacker from, int version) {
    return new Asking.Open(
        from.text(),
        from.text(),
        from.signed(),
        from.signed(),
        from.flag(),
        Packing.orNull(
            from,
            each ->
                new Asking.Odds(
                    each.unsigned(), each.unsigned(), Double.longBitsToDouble(each.fixed()))),
        Packing.list(from, each -> kept(each, version)),
        from.unsigned());
  }

  private static void kept(Asking.Kept kept, Packer to) {
    to.signed(kept.at()).signed(kept.now()).unsigned(kept.position()).unsigned(kept.readable());
    to.text(kept.store()).text(kept.channel());
    kept.message().write(to);
  }

  private static Asking.Kept kept(Unpacker from, int version) {
    return new Asking.Kept(
        from.signed(),
        from.signed(),
        from.unsigned(),
        from.count(),
        from.text(),
        from.text(),
        version < 2
            ? Asking.Message.of(ValueCodec.readFields(from))
            : Asking.Message.of(from.block()));
  }

  private static void settled(Asking.Settled settled, Packer to) {
    to.text(settled.question()).text(settled.about()).text(settled.answer());
    to.signed(settled.at()).signed(settled.until());
  }

  private static Asking.Settled settled(Unpacker from) {
    return new Asking.Settled(from.text(), from.text(), from.text(), from.signed(), from.signed());
  }
}
