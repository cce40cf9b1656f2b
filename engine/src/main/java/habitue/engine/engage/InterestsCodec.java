package habitue.engine.engage;

import habitue.engine.Packing;
import habitue.model.Packer;
import habitue.model.Unpacker;

/** Packs interests. */
public final class InterestsCodec {
  private static final int VERSION = 1;

  private InterestsCodec() {}

  public static byte[] write(Interests interests) {
    var to = new Packer().one((byte) VERSION);
    Packing.list(interests.products(), to, InterestsCodec::interest);
    Packing.list(interests.categories(), to, InterestsCodec::interest);
    Packing.list(
        interests.searches(),
        to,
        (search, packer) -> packer.text(search.words()).instant(search.at()));
    to.unsigned(interests.droppedProducts()).unsigned(interests.droppedCategories());
    return to.unsigned(interests.droppedSearches()).bytes();
  }

  public static Interests read(byte[] bytes) {
    var from = new Unpacker(bytes);
    Packing.version(from, VERSION);
    return new Interests(
        Packing.list(from, InterestsCodec::interest),
        Packing.list(from, InterestsCodec::interest),
        Packing.list(from, each -> new Search(each.text(), each.instant())),
        from.unsigned(),
        from.unsigned(),
        from.unsigned());
  }

  private static void interest(Interest interest, Packer to) {
    to.text(interest.key()).textOrNull(interest.name());
    to.unsigned(interest.views()).unsigned(interest.adds()).unsigned(interest.purchases());
    to.fixed(Double.doubleToLongBits(interest.strength())).instant(interest.lastAt());
  }

  private static Interest interest(Unpacker from) {
    return new Interest(
        from.text(),
        from.textOrNull(),
        from.count(),
        from.count(),
        from.count(),
        Double.longBitsToDouble(from.fixed()),
        from.instant());
  }
}
