package habitue.engine.sell.orders;

import habitue.engine.Lists;
import habitue.engine.sell.Amounts;
import habitue.model.Money;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Refunds that name no order, or one that never came. They lower no order's sums and are listed
 * apart.
 *
 * @param amounts what they named, by currency
 * @param withoutAmount how many named none that could be read
 * @param refundIds the last {@link #REFUND_IDS} refund numbers; one heard twice is one
 */
public record Unmatched(
    long count, SortedMap<String, Money> amounts, long withoutAmount, List<String> refundIds) {
  /** The most refund numbers kept. */
  public static final int REFUND_IDS = 64;

  static final Unmatched NONE = new Unmatched(0, new TreeMap<>(), 0, List.of());

  public Unmatched {
    amounts = Collections.unmodifiableSortedMap(amounts);
    refundIds = List.copyOf(refundIds);
  }

  Unmatched plus(Refund refund, @Nullable Money worth) {
    var sums = new TreeMap<>(amounts);
    if (worth != null) {
      sums.merge(worth.currency(), worth, Amounts::sum);
    }
    List<String> ids =
        refund.id() == null
            ? refundIds
            : Lists.last(Lists.plus(refundIds, refund.id()), REFUND_IDS);
    return new Unmatched(count + 1, sums, withoutAmount + (worth == null ? 1 : 0), ids);
  }
}
