package habitue.engine.sell.orders;

import habitue.engine.Packing;
import habitue.engine.sell.Amounts;
import habitue.model.Money;
import habitue.model.Packer;
import habitue.model.Unpacker;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Packs orders in four parts: sums and what waits; the recent documents; the older ones; hashes of
 * those no longer kept. The shelves change seldom apart from each other.
 */
public final class OrdersCodec {
  private static final int VERSION = 1;
  private static final int SHELF_VERSION = 4;

  /**
   * 2: with where orders went; 3: with deliveries of orders that have not come; 4: with what is
   * left of the first day.
   */
  private static final int SUMS_VERSION = 4;

  private OrdersCodec() {}

  public static byte[] shelf(List<Order> orders) {
    var to = new Packer().one((byte) SHELF_VERSION);
    Packing.list(orders, to, OrderCodec::write);
    return to.bytes();
  }

  public static List<Order> readShelf(byte[] bytes) {
    var from = new Unpacker(bytes);
    int written = Packing.version(from, SHELF_VERSION);
    return Packing.list(from, each -> OrderCodec.read(each, written));
  }

  public static byte[] gone(List<Long> hashes) {
    var to = new Packer().one((byte) VERSION);
    Packing.list(hashes, to, (hash, packer) -> packer.fixed(hash));
    return to.bytes();
  }

  public static List<Long> readGone(byte[] bytes) {
    var from = new Unpacker(bytes);
    Packing.version(from, VERSION);
    return Packing.list(from, Unpacker::fixed);
  }

  /** All but the documents and hashes. */
  public static byte[] sums(Orders orders) {
    var to = new Packer().one((byte) SUMS_VERSION);
    to.unsigned(orders.dropped()).unsigned(orders.count()).instantOrNull(orders.first());
    totals(orders.home(), to);
    to.signed(orders.firstDay().minor());
    Packing.list(orders.byCurrency().values(), to, OrdersCodec::totals);
    to.unsigned(orders.withoutRate());
    rhythm(orders.rhythm(), to);
    Packing.list(orders.pending(), to, OrdersCodec::pending);
    unmatched(orders.unmatched(), to);
    to.unsigned(orders.repeated()).unsigned(orders.unreadable());
    Packing.list(orders.doorsteps(), to, (doorstep, packer) -> packer.fixed(doorstep));
    return to.bytes();
  }

  public static Orders read(byte[] sums, List<Order> recent, List<Order> older, List<Long> gone) {
    var from = new Unpacker(sums);
    int written = Packing.version(from, SUMS_VERSION);
    long dropped = from.unsigned();
    long count = from.unsigned();
    Instant first = from.instantOrNull();
    Totals home = totals(from);
    @Nullable Money firstDay =
        written < 4 ? null : new Money(from.signed(), home.gross().currency());
    var byCurrency = byCurrency(from);
    long withoutRate = from.unsigned();
    Rhythm rhythm = rhythm(from);
    List<Pending> pending = Packing.list(from, each -> pending(each, written));
    Unmatched unmatched = unmatched(from);
    long repeated = from.unsigned();
    long unreadable = from.unsigned();
    List<Long> doorsteps = written < 2 ? List.of() : Packing.list(from, Unpacker::fixed);
    return new Orders(
        recent,
        older,
        gone,
        dropped,
        count,
        first,
        home,
        firstDay == null ? firstDay(home, rhythm, recent, older) : firstDay,
        byCurrency,
        withoutRate,
        rhythm,
        pending,
        unmatched,
        doorsteps,
        repeated,
        unreadable,
        Orders.undone(recent, older));
  }

  private static Money firstDay(Totals home, Rhythm rhythm, List<Order> recent, List<Order> older) {
    return Stream.concat(older.stream(), recent.stream())
        .filter(order -> order.day().equals(rhythm.firstDay()))
        .flatMap(order -> Stream.ofNullable(order.home()))
        .map(Sums::net)
        .reduce(Money.zero(home.gross().currency()), Amounts::sum);
  }

  private static SortedMap<String, Totals> byCurrency(Unpacker from) {
    var totals = new TreeMap<String, Totals>();
    Packing.list(from, OrdersCodec::totals)
        .forEach(each -> totals.put(each.gross().currency(), each));
    return totals;
  }

  private static void totals(Totals totals, Packer to) {
    to.text(totals.gross().currency()).unsigned(totals.orders());
    to.signed(totals.gross().minor());
    to.signed(totals.refunded().minor());
    to.signed(totals.cancelled().minor());
  }

  private static Totals totals(Unpacker from) {
    String currency = from.text();
    return new Totals(
        from.unsigned(),
        new Money(from.signed(), currency),
        new Money(from.signed(), currency),
        new Money(from.signed(), currency));
  }

  private static void rhythm(Rhythm rhythm, Packer to) {
    Packing.list(rhythm.days(), to, OrdersCodec::day);
    to.unsigned(rhythm.count());
    Packing.orNull(rhythm.firstDay(), to, OrdersCodec::day);
  }

  private static Rhythm rhythm(Unpacker from) {
    return new Rhythm(
        Packing.list(from, OrdersCodec::day),
        from.unsigned(),
        Packing.orNull(from, OrdersCodec::day));
  }

  private static void day(LocalDate day, Packer to) {
    to.signed(day.toEpochDay());
  }

  private static LocalDate day(Unpacker from) {
    return LocalDate.ofEpochDay(from.signed());
  }

  private static void pending(Pending pending, Packer to) {
    to.text(pending.key().store()).text(pending.key().id());
    Packing.list(pending.refunds(), to, OrderCodec::refund);
    to.instantOrNull(pending.cancelledAt());
    to.instantOrNull(pending.deliveredAt());
  }

  private static Pending pending(Unpacker from, int written) {
    var key = new OrderKey(from.text(), from.text());
    return new Pending(
        key,
        Packing.list(from, OrderCodec::refund),
        from.instantOrNull(),
        written > 2 ? from.instantOrNull() : null);
  }

  private static void unmatched(Unmatched unmatched, Packer to) {
    to.unsigned(unmatched.count());
    Packing.list(unmatched.amounts().values(), to, (money, packer) -> packer.money(money));
    to.unsigned(unmatched.withoutAmount());
    Packing.texts(unmatched.refundIds(), to);
  }

  private static Unmatched unmatched(Unpacker from) {
    long count = from.unsigned();
    var amounts = new TreeMap<String, Money>();
    Packing.list(from, Unpacker::money).forEach(money -> amounts.put(money.currency(), money));
    return new Unmatched(count, amounts, from.unsigned(), Packing.texts(from));
  }
}
