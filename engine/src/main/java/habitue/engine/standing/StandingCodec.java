package habitue.engine.standing;

import habitue.engine.Packing;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.playbook.rule.Look;
import habitue.playbook.rule.Occurrences;
import java.util.List;
import java.util.TreeMap;

/** Packs where someone stands, in two parts: what was gathered, and what was concluded. */
public final class StandingCodec {
  private static final int VERSION = 1;
  // 2: with the tags set by hand. 3: with what folds gathered order by order.
  private static final int GATHERED = 3;

  private StandingCodec() {}

  public static byte[] write(Standing.Gathered gathered) {
    int folds = gathered.folds().stream().mapToInt(Occurrences::bytes).sum();
    var to = new Packer(folds + 512).one((byte) GATHERED);
    Packing.list(gathered.folds(), to, Occurrences::write);
    to.unsigned(gathered.tags().size());
    gathered.tags().forEach((name, points) -> points(points, to.text(name)));
    points(gathered.score(), to);
    Packing.list(gathered.habits(), to, StandingCodec::tally);
    to.unsigned(gathered.hands().size());
    gathered.hands().forEach((name, hand) -> hand(hand, to.text(name)));
    to.unsigned(gathered.sold().size());
    gathered.sold().forEach((place, sold) -> sold(sold, to.unsigned(place)));
    return to.bytes();
  }

  public static byte[] write(Standing.Concluded concluded) {
    var to = new Packer(128).one((byte) VERSION).signed(concluded.stage());
    held(concluded.staged(), to);
    Packing.list(concluded.flags(), to, StandingCodec::held);
    Packing.list(concluded.segments(), to, StandingCodec::held);
    return to.signed(concluded.lookedAt()).bytes();
  }

  public static Standing.Concluded concluded(byte[] bytes) {
    var from = new Unpacker(bytes);
    Packing.version(from, VERSION);
    return new Standing.Concluded(
        (int) from.signed(),
        held(from),
        Packing.list(from, StandingCodec::held),
        Packing.list(from, StandingCodec::held),
        from.signed());
  }

  public static Standing.Gathered gathered(byte[] bytes) {
    var from = new Unpacker(bytes);
    int version = Packing.version(from, GATHERED);
    List<Occurrences> folds = Packing.list(from, Occurrences::read);
    int count = from.count();
    var tags = new TreeMap<String, Points>();
    for (int i = 0; i < count; i++) {
      tags.put(from.text(), points(from));
    }
    Points score = points(from);
    List<Tally> habits = version < 2 ? List.of() : Packing.list(from, StandingCodec::tally);
    var hands = new TreeMap<String, Hand>();
    int set = version < 2 ? 0 : from.count();
    for (int i = 0; i < set; i++) {
      hands.put(from.text(), hand(from));
    }
    int places = version < 3 ? 0 : from.count();
    var sold = new TreeMap<Integer, Sold>();
    for (int i = 0; i < places; i++) {
      sold.put(from.count(), sold(from));
    }
    return new Standing.Gathered(folds, sold, tags, score, habits, hands);
  }

  private static void sold(Sold sold, Packer to) {
    sold.settled().write(to);
    Packing.list(
        sold.each(),
        to,
        (sale, packer) -> sale.what().write(packer.fixed(sale.order()).signed(sale.at())));
  }

  private static Sold sold(Unpacker from) {
    return new Sold(
        Occurrences.read(from),
        Packing.list(
            from, each -> new Sold.Sale(each.fixed(), each.signed(), Occurrences.read(each))));
  }

  private static void hand(Hand hand, Packer to) {
    boolean ends = hand.until() != Look.NEVER;
    to.signed(hand.at()).flag(ends);
    if (ends) {
      to.signed(hand.until());
    }
    to.text(hand.by()).text(hand.reason());
  }

  private static Hand hand(Unpacker from) {
    long at = from.signed();
    long until = from.flag() ? from.signed() : Look.NEVER;
    return new Hand(at, until, from.text(), from.text());
  }

  private static void tally(Tally tally, Packer to) {
    to.unsigned(tally.total()).unsigned(tally.kinds()).unsigned(tally.counts().size());
    tally.counts().forEach((value, count) -> to.text(value).unsigned(count));
  }

  private static Tally tally(Unpacker from) {
    long total = from.unsigned();
    long kinds = from.unsigned();
    int size = from.count();
    var counts = new TreeMap<String, Long>();
    for (int i = 0; i < size; i++) {
      counts.put(from.text(), from.unsigned());
    }
    return new Tally(total, kinds, counts);
  }

  private static void points(Points points, Packer to) {
    to.unsigned(points.signs());
    if (points.signs() > 0) {
      to.fixed(Double.doubleToLongBits(points.value())).signed(points.at());
    }
  }

  private static Points points(Unpacker from) {
    long signs = from.unsigned();
    return signs == 0
        ? Points.NONE
        : new Points(Double.longBitsToDouble(from.fixed()), from.signed(), signs);
  }

  static void held(Held held, Packer to) {
    boolean ends = held.until() != Look.NEVER;
    to.unsigned((held.yes() ? 1 : 0) | (held.approximate() ? 2 : 0) | (ends ? 4 : 0));
    to.signed(held.since());
    if (ends) {
      to.signed(held.until());
    }
  }

  static Held held(Unpacker from) {
    int bits = from.count();
    long since = from.signed();
    long until = (bits & 4) == 0 ? Look.NEVER : from.signed();
    return new Held((bits & 1) != 0, since, until, (bits & 2) != 0);
  }
}
