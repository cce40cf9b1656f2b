package habitue.engine.standing;

import habitue.engine.sell.orders.Orders;
import habitue.playbook.rule.Fold;
import habitue.playbook.rule.Occurrences;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a fold gathered of orders, order by order, so that one that came back can be left out.
 *
 * @param settled what those before gathered together
 * @param each the last {@link Orders#KEPT}, in the order in which they came
 */
public record Sold(Occurrences settled, List<Sale> each) {
  public Sold {
    each = List.copyOf(each);
  }

  /**
   * What was gathered of one order.
   *
   * @param order the hash of its key
   * @param at when it was told to have happened, in milliseconds since 1970
   */
  public record Sale(long order, long at, Occurrences what) {}

  /**
   * Which orders count.
   *
   * @param undone the hashes of the keys of those that do not
   * @param until those that happened later do not count either
   */
  record Told(Set<Long> undone, long until) {
    Told {
      undone = Set.copyOf(undone);
    }
  }

  Sold plus(Sale fresh, Fold fold) {
    var more = new ArrayList<>(each);
    more.add(fresh);
    Occurrences before =
        more.size() > Orders.KEPT ? fold.and(settled, more.removeFirst().what) : settled;
    return new Sold(before, more);
  }

  /** What those that count gathered. */
  Occurrences told(Fold fold, Told told) {
    Occurrences all = settled;
    for (Sale sale : each) {
      if (sale.at <= told.until && !told.undone.contains(sale.order)) {
        all = fold.and(all, sale.what);
      }
    }
    return all;
  }
}
