package habitue.engine.sell.orders;

import static habitue.engine.sell.Amounts.difference;

import habitue.model.Money;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All the person ordered. Sums are exact over the whole life; documents are bounded: older lines
 * are read from the journal. Of orders beyond {@link #KEPT} only a hash of the key is left, so that
 * none counts twice: what is told of one again changes nothing, and its refund is listed apart.
 *
 * @param recent the newest {@link #RECENT} orders and up to {@link #STEP} more, oldest first, with
 *     their lines as long as these are no more than {@link #LINES} together
 * @param older the orders before those by their sums alone; {@link #KEPT} orders are kept in all
 * @param gone hashes of the keys of orders no longer kept, the last {@link #GONE} of them, oldest
 *     first
 * @param dropped how many orders are no longer kept
 * @param count how many orders there ever were, cancelled ones too
 * @param first when the first of all was placed; null before
 * @param home sums in the brand's currency of all orders that had a rate
 * @param firstDay what is left of the orders of the first day, in the same currency
 * @param byCurrency sums in the currency of each order
 * @param withoutRate how many orders lack a rate, so that their amount is not in {@code home}
 * @param pending refunds and cancellations whose order has not come, the last {@link #PENDING}
 * @param doorsteps hashes of where they went, the last {@link #DOORSTEPS} that differ
 * @param repeated how many messages told again of an order, or of one no longer kept
 * @param unreadable how many messages held an amount or number that could not be read
 * @param undone hashes of the keys of those kept that came back as a whole: rules ask at each look,
 *     so they are found once
 */
public record Orders(
    List<Order> recent,
    List<Order> older,
    List<Long> gone,
    long dropped,
    long count,
    @Nullable Instant first,
    Totals home,
    Money firstDay,
    SortedMap<String, Totals> byCurrency,
    long withoutRate,
    Rhythm rhythm,
    List<Pending> pending,
    Unmatched unmatched,
    List<Long> doorsteps,
    long repeated,
    long unreadable,
    Set<Long> undone) {
  /** The orders whose lines are kept at least. */
  public static final int RECENT = 12;

  /** How many orders at a time become older ones, or are dropped. */
  public static final int STEP = 8;

  /** The most lines kept of them together. */
  public static final int LINES = 400;

  /** The most orders kept, with lines or without. */
  public static final int KEPT = 1_000;

  /** The most orders remembered by their hash: 64 KB. */
  public static final int GONE = 8_192;

  /** The most orders that refunds may wait for. */
  public static final int PENDING = 32;

  /** The most addresses remembered. */
  public static final int DOORSTEPS = 24;

  /** What the sums are in before the first order: ISO 4217's code for no currency. */
  public static final String NO_CURRENCY = "XXX";

  /** The events that say what was ordered. */
  public static final Set<String> PLACING = Set.of("Order Completed", "Order Updated");

  public static final Orders NONE =
      new Orders(
          List.of(),
          List.of(),
          List.of(),
          0,
          0,
          null,
          Totals.zero(NO_CURRENCY),
          Money.zero(NO_CURRENCY),
          new TreeMap<>(),
          0,
          Rhythm.NONE,
          List.of(),
          Unmatched.NONE,
          List.of(),
          0,
          0,
          Set.of());

  public Orders {
    recent = List.copyOf(recent);
    older = List.copyOf(older);
    gone = List.copyOf(gone);
    byCurrency = Collections.unmodifiableSortedMap(byCurrency);
    pending = List.copyOf(pending);
    doorsteps = List.copyOf(doorsteps);
    undone = Set.copyOf(undone);
  }

  /** Of those kept, for {@link #undone()}. */
  static Set<Long> undone(List<Order> recent, List<Order> older) {
    return Stream.concat(older.stream(), recent.stream())
        .filter(Order::undone)
        .map(order -> order.key().hash())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** When the latest order was placed. */
  public Optional<Instant> last() {
    return recent.isEmpty() ? Optional.empty() : Optional.of(recent.getLast().placedAt());
  }

  /** What is left of all orders after the first day, in the brand's currency. */
  public Money afterFirstDay() {
    return difference(home.net(), firstDay);
  }

  /** All that are kept, oldest first. */
  public Stream<Order> kept() {
    return Stream.concat(older.stream(), recent.stream());
  }

  public Optional<Order> find(OrderKey key) {
    Optional<Order> found = find(key, recent);
    return found.isPresent() ? found : find(key, older);
  }

  /** Whether it is an order that is no longer kept. */
  boolean gone(OrderKey key) {
    return !gone.isEmpty() && gone.contains(key.hash());
  }

  private static Optional<Order> find(OrderKey key, List<Order> orders) {
    for (int i = orders.size() - 1; i >= 0; i--) {
      if (orders.get(i).key().equals(key)) {
        return Optional.of(orders.get(i));
      }
    }
    return Optional.empty();
  }
}
