package habitue.engine.reward.earn;

import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.reward.ledger.Terms;
import habitue.engine.sell.orders.Order;
import java.util.List;

/**
 * Settles what an order earned by its document as it stands, whatever the programme says by now.
 */
final class Settling {
  private static final String DELIVERED = "reward.delivered";

  private final Dealing dealing;
  private final Order order;
  private final String about;

  Settling(Dealing dealing, Order order) {
    this.dealing = dealing;
    this.order = order;
    this.about = OrderDeeds.name(order.key());
  }

  void decide() {
    new TakingBack(dealing, order).decide();
    if (order.deliveredAt() != null) {
      delivered();
    }
  }

  private void delivered() {
    List<Lot> lots =
        dealing.ledger().lots().stream()
            .filter(lot -> waits(lot.terms()) && lot.pending() > 0)
            .toList();
    lots.forEach(lot ->
        dealing.post(
            Teller.activate(dealing.ledger(), lot.id(), dealing.now()),
            dealing.because(lot.terms().rule(), DELIVERED, about)));
    dealing.claims().stream()
        .filter(claim -> waits(claim.terms()))
        .forEach(claim ->
            dealing.claimed(
                claim.activeFrom(dealing.now()),
                dealing.because(claim.terms().rule(), DELIVERED, about)));
  }

  private boolean waits(Terms terms) {
    return terms.about().equals(about) && terms.activeAt() == null;
  }
}
