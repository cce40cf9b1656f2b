package habitue.engine.reward.refer;

import habitue.engine.Packing;
import habitue.model.Packer;
import habitue.model.Unpacker;
import java.util.List;

/** Packs who came by whose word. */
public final class ReferringCodec {
  private ReferringCodec() {}

  public static void write(Referring referring, Packer to) {
    Packing.list(referring.came(), to, ReferringCodec::referred);
    Packing.list(referring.friends(), to, ReferringCodec::friend);
  }

  /**
   * @param chained whether it was written with who is above someone
   */
  public static Referring read(Unpacker from, boolean chained) {
    var came = Packing.list(from, each -> referred(each, chained));
    return new Referring(came, Packing.list(from, ReferringCodec::friend));
  }

  private static void referred(Referred each, Packer to) {
    to.text(each.programme()).unsigned(each.friend()).unsigned(each.by()).instant(each.at());
    to.text(each.state().name()).text(each.order()).instantOrNull(each.due());
    Packing.list(each.above(), to, (strand, packer) -> packer.unsigned(strand));
  }

  private static Referred referred(Unpacker from, boolean chained) {
    return new Referred(
        from.text(),
        from.unsigned(),
        from.unsigned(),
        from.instant(),
        Referred.State.valueOf(from.text()),
        from.text(),
        from.instantOrNull(),
        chained ? Packing.list(from, Unpacker::unsigned) : List.of());
  }

  private static void friend(Friend each, Packer to) {
    to.text(each.programme()).unsigned(each.friend()).unsigned(each.by());
    to.text(each.state().name()).instant(each.at()).instantOrNull(each.kept());
    to.unsigned(each.points());
    Packing.texts(each.reasons(), to);
  }

  private static Friend friend(Unpacker from) {
    return new Friend(
        from.text(),
        from.unsigned(),
        from.unsigned(),
        Friend.State.valueOf(from.text()),
        from.instant(),
        from.instantOrNull(),
        from.unsigned(),
        Packing.texts(from));
  }
}
