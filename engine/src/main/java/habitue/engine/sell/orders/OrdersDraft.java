package habitue.engine.sell.orders;

import habitue.engine.Lists;
import habitue.engine.sell.Amounts;
import habitue.model.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A person's orders while one event changes them. */
final class OrdersDraft {
  private static final Comparator<Order> BY_TIME =
      Comparator.comparing(Order::placedAt)
          .thenComparing(order -> order.key().store())
          .thenComparing(order -> order.key().id());

  private final Orders before;
  private final String homeCurrency;
  private List<Order> recent;
  private List<Order> older;
  private List<Long> gone;
  private long dropped;
  private long count;
  private @Nullable Instant first;
  private Totals home;
  private Money firstDay;
  private final TreeMap<String, Totals> byCurrency;
  private long withoutRate;
  private Rhythm rhythm;
  private List<Pending> pending;
  private Unmatched unmatched;
  private List<Long> doorsteps;
  private long repeated;
  private long unreadable;

  /**
   * @param currency the brand's; sums stay in the one they began in until the next refold
   */
  OrdersDraft(Orders before, String currency) {
    this.before = before;
    boolean begun = !before.home().gross().currency().equals(Orders.NO_CURRENCY);
    this.home = begun ? before.home() : Totals.zero(currency);
    this.homeCurrency = home.gross().currency();
    this.firstDay = begun ? before.firstDay() : Money.zero(currency);
    this.recent = before.recent();
    this.older = before.older();
    this.gone = before.gone();
    this.dropped = before.dropped();
    this.count = before.count();
    this.first = before.first();
    this.byCurrency = new TreeMap<>(before.byCurrency());
    this.withoutRate = before.withoutRate();
    this.rhythm = before.rhythm();
    this.pending = before.pending();
    this.unmatched = before.unmatched();
    this.doorsteps = before.doorsteps();
    this.repeated = before.repeated();
    this.unreadable = before.unreadable();
  }

  Orders done() {
    return new Orders(
        recent,
        older,
        gone,
        dropped,
        count,
        first,
        home,
        firstDay,
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

  String homeCurrency() {
    return homeCurrency;
  }

  /** Where an order went. */
  void delivered(long doorstep) {
    if (!doorsteps.contains(doorstep)) {
      doorsteps = Lists.last(Lists.plus(doorsteps, doorstep), Orders.DOORSTEPS);
    }
  }

  void repeated() {
    repeated++;
  }

  void unreadable(int more) {
    unreadable += more;
  }

  /** Puts an order in, or in its old version's place. */
  void put(@Nullable Order old, Order fresh) {
    if (old == null) {
      count++;
    } else {
      subtract(old);
    }
    add(fresh);
    if (old == null && last(fresh)) {
      append(fresh);
      return;
    }
    List<Order> others = others(fresh.key());
    LocalDate began = rhythm.firstDay();
    rhythm(old, fresh, others);
    firstDay(began, old, fresh, others);
    first(fresh, others);
    shelve(others, fresh);
  }

  /** Whether it comes after all that are kept, as most do, and moves none of them. */
  private boolean last(Order fresh) {
    int size = older.size() + recent.size();
    return !recent.isEmpty()
        && BY_TIME.compare(recent.getLast(), fresh) < 0
        && size < Orders.KEPT
        && split(size + 1) == older.size();
  }

  private void append(Order fresh) {
    if (!recent.getLast().day().equals(fresh.day())) {
      rhythm = rhythm.plus(fresh.day());
    }
    firstDay = Amounts.sum(firstDay, onFirstDay(fresh));
    recent = withinLines(Lists.plus(recent, fresh));
  }

  private void add(Order order) {
    String currency = order.bill().currency();
    Totals sums = byCurrency.getOrDefault(currency, Totals.zero(currency));
    byCurrency.put(currency, sums.plus(order.sums()));
    home = order.home() == null ? home : home.plus(order.home());
    withoutRate += order.home() == null ? 1 : 0;
  }

  private void subtract(Order order) {
    String currency = order.bill().currency();
    Totals less = byCurrency.getOrDefault(currency, Totals.zero(currency)).minus(order.sums());
    if (less.orders() == 0) {
      byCurrency.remove(currency);
    } else {
      byCurrency.put(currency, less);
    }
    home = order.home() == null ? home : home.minus(order.home());
    withoutRate -= order.home() == null ? 1 : 0;
  }

  private List<Order> others(OrderKey key) {
    var others = new ArrayList<Order>(older.size() + recent.size() + 1);
    older.stream().filter(order -> !order.key().equals(key)).forEach(others::add);
    recent.stream().filter(order -> !order.key().equals(key)).forEach(others::add);
    return others;
  }

  private void rhythm(@Nullable Order old, Order fresh, List<Order> others) {
    if (old != null && old.day().equals(fresh.day())) {
      return;
    }
    if (old != null && others.stream().noneMatch(order -> order.day().equals(old.day()))) {
      rhythm = rhythm.minus(old.day());
    }
    if (others.stream().noneMatch(order -> order.day().equals(fresh.day()))) {
      rhythm = rhythm.plus(fresh.day());
    }
  }

  /** Moves with its orders; added up anew where another day turns out to be the first. */
  private void firstDay(
      @Nullable LocalDate began, @Nullable Order old, Order fresh, List<Order> others) {
    if (!Objects.equals(began, rhythm.firstDay())) {
      firstDay = Money.zero(homeCurrency);
      others.forEach(order -> firstDay = Amounts.sum(firstDay, onFirstDay(order)));
    } else if (old != null) {
      firstDay = Amounts.difference(firstDay, onFirstDay(old));
    }
    firstDay = Amounts.sum(firstDay, onFirstDay(fresh));
  }

  private Money onFirstDay(Order order) {
    Sums sums = order.home();
    return sums == null || !order.day().equals(rhythm.firstDay())
        ? Money.zero(homeCurrency)
        : sums.net();
  }

  private void first(Order fresh, List<Order> others) {
    Instant earliest = fresh.placedAt();
    if (!others.isEmpty() && others.getFirst().placedAt().isBefore(earliest)) {
      earliest = others.getFirst().placedAt();
    }
    boolean goneIsEarlier = dropped > 0 && first != null && first.isBefore(earliest);
    first = goneIsEarlier ? first : earliest;
  }

  private void shelve(List<Order> all, Order fresh) {
    int place = all.size();
    while (place > 0 && BY_TIME.compare(all.get(place - 1), fresh) > 0) {
      place--;
    }
    all.add(place, fresh);
    if (all.size() > Orders.KEPT) {
      drop(all.subList(0, Orders.STEP));
    }
    int split = split(all.size());
    recent = withinLines(all.subList(split, all.size()));
    List<Order> others = all.subList(0, split).stream().map(Order::withoutLines).toList();
    older = sameOnes(others, before.older()) ? before.older() : others;
  }

  private void drop(List<Order> oldest) {
    var hashes = new ArrayList<>(gone);
    oldest.forEach(order -> hashes.add(order.key().hash()));
    gone = Lists.last(hashes, Orders.GONE);
    dropped += oldest.size();
    oldest.clear();
  }

  /** Where the recent ones begin: it moves by {@link Orders#STEP}, or each order rewrote all. */
  private int split(int size) {
    long older = dropped + Math.max(0, size - Orders.RECENT);
    return Math.toIntExact(older / Orders.STEP * Orders.STEP - dropped);
  }

  /** From the newest back, orders keep their lines as long as there is room for all of them. */
  private static List<Order> withinLines(List<Order> orders) {
    var kept = new ArrayList<>(orders);
    int lines = 0;
    for (int i = kept.size() - 1; i >= 0; i--) {
      lines += kept.get(i).lines().size();
      if (lines > Orders.LINES) {
        lines -= kept.get(i).lines().size();
        kept.set(i, kept.get(i).withoutLines());
      }
    }
    return kept;
  }

  private static boolean sameOnes(List<Order> one, List<Order> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!Objects.equals(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Nullable Pending pending(OrderKey key) {
    return pending.stream().filter(each -> each.key().equals(key)).findFirst().orElse(null);
  }

  void forget(Pending waiting) {
    pending = pending.stream().filter(each -> !each.equals(waiting)).toList();
  }

  /**
   * Keeps what waits for an order; answers what has waited longest when there is no room: what only
   * says a delivery goes first.
   */
  @Nullable Pending keep(Pending fresh) {
    Pending old = pending(fresh.key());
    List<Pending> all =
        old == null
            ? Lists.plus(pending, fresh)
            : Lists.replaced(pending, pending.indexOf(old), fresh);
    if (all.size() <= Orders.PENDING) {
      pending = all;
      return null;
    }
    Pending longest =
        all.stream().filter(Pending::deliveryOnly).findFirst().orElseGet(all::getFirst);
    pending = all.stream().filter(each -> !each.equals(longest)).toList();
    return longest;
  }

  boolean knowsUnmatched(@Nullable String refundId) {
    return refundId != null && unmatched.refundIds().contains(refundId);
  }

  void unmatched(Refund refund, @Nullable Money worth) {
    unmatched = unmatched.plus(refund, worth);
  }
}
