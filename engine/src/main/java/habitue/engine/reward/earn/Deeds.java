package habitue.engine.reward.earn;

import habitue.engine.Texts;
import habitue.engine.reward.earn.Birthdays.Birth;
import habitue.engine.reward.earn.Rewards.Deed;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Terms;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.Orders;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Chance;
import habitue.playbook.plan.Programme.Earning;
import habitue.playbook.plan.Programme.Expiry;
import habitue.playbook.plan.Programme.Rate;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what one deed comes to in one programme. */
final class Deeds {
  private final Dealing dealing;
  private final Programme programme;
  private final Deed deed;
  private final ZoneId zone;
  private final boolean anew;
  private final Joining joining;
  private final Befriended befriended;

  /**
   * @param heldOut whether they were drawn to take no part
   */
  Deeds(Dealing dealing, Deed deed, Befriended befriended, boolean heldOut) {
    this.befriended = befriended;
    this.dealing = dealing;
    this.programme = dealing.programme();
    this.deed = deed;
    this.zone = dealing.context().zone();
    this.anew = deed.anew().in(programme);
    this.joining = new Joining(dealing, deed, heldOut);
  }

  void decide() {
    Order order = deed.order();
    if (anew) {
      if (counts(deed.at())) {
        joining.decide();
      }
      extend(order);
      birthday();
      earn();
    }
    if (order != null) {
      if (anew && dealing.earns() && Orders.PLACING.contains(deed.event())) {
        new OrderDeeds(dealing, this, deed, order).decide();
      }
      new Settling(dealing, order).decide();
    }
    befriended.happened(this, deed, anew);
    if (!programme.challenges().isEmpty()) {
      challenges(order);
    }
    // Of a past that is gone through again nothing moved, nor was their tier of today theirs then.
    if (!dealing.pledges().isEmpty() || anew && order != null && dealing.spends()) {
      dealing.tier();
    }
  }

  /** It may have begun before they said so, or before they took part. */
  private void birthday() {
    if (programme.birthday() != null && dealing.earns() && counts(deed.now())) {
      Birthdays.decide(dealing, Birth.of(deed.they().profile(), zone));
    }
  }

  /** Points live on by an order from when it was placed, however often it is told. */
  private void extend(@Nullable Order order) {
    Expiry expiry = programme.expiry();
    if (expiry == null
        || !expiry.activity().contains(deed.event())
        || !dealing.takesPart()
        || OrderDeeds.ABOUT_ORDERS.contains(deed.event()) && !deed.happening().trusted()) {
      return;
    }
    boolean placed = deed.event().equals(Programme.ORDER);
    Instant at = placed && order != null ? order.placedAt() : deed.at();
    if (counts(at)) {
      dealing.extend(at);
    }
  }

  private void challenges(@Nullable Order order) {
    var challenges = new Challenges(dealing, deed.met());
    String about = order == null ? "" : OrderDeeds.name(order.key());
    if (order != null && order.undone()) {
      challenges.undo(about);
    }
    if (anew && counts(deed.at()) && deed.happening().trusted()) {
      challenges.decide(about, deed.at(), deed.happening().stamp().strand());
    }
  }

  boolean counts(Instant at) {
    return !at.isBefore(programme.begins(zone).toInstant());
  }

  private void earn() {
    if (!dealing.earns() || !counts(deed.at())) {
      return;
    }
    programme.rules().forEach(this::earn);
  }

  private void earn(Earning earning) {
    if (!earning.ofOrders() && earning.on().contains(deed.event()) && earns(earning)) {
      String id = earning.named().name() + "@" + deed.happening().position();
      long points = ((Rate.Fixed) earning.rate()).points();
      var parts = List.of(new Part("", 0, points, 0));
      award(earning, id, "", deed.at(), parts);
    }
  }

  boolean earns(Earning earning) {
    int purposes = earning.named().purposes();
    boolean readable = (deed.readable() & purposes) == purposes;
    boolean believed = !earning.trusted() || deed.happening().trusted();
    return readable
        && believed
        && lucky(earning)
        && room(earning)
        && (earning.when() == null || deed.beside().holds(earning.when()));
  }

  /**
   * By a hash of the order or the record, so that one is drawn for once however often it is told.
   */
  private boolean lucky(Earning earning) {
    Chance chance = earning.chance();
    if (chance == null) {
      return true;
    }
    Order order = earning.ofOrders() ? deed.order() : null;
    String drawn =
        order == null ? "@" + deed.happening().position() : "/" + OrderDeeds.name(order.key());
    return chance.hits(Texts.hash(programme.name() + "/" + earning.named().name() + drawn));
  }

  private boolean room(Earning earning) {
    Order order = earning.ofOrders() ? deed.order() : null;
    Instant at = order == null ? deed.at() : order.placedAt();
    return earning.limit() == null
        || new Room(earning.limit(), zone).takes(at, Room.taken(dealing, earning.named().name()));
  }

  /** When the order was, where that is known by now. */
  private @Nullable Instant delivered() {
    Order order = deed.order();
    return order == null ? null : order.deliveredAt();
  }

  /**
   * @param about the order it belongs to; empty for none
   */
  void award(Earning earning, String id, String about, Instant earnedAt, List<Part> parts) {
    Period pending = earning.pending();
    Terms terms =
        dealing.terms(
            deed.happening().stamp().strand(),
            earning.named().name(),
            about,
            earnedAt,
            pending == null ? delivered() : earnedAt.atZone(zone).plus(pending).toInstant(),
            earning.budget());
    String key = earning.chance() == null ? "reward.earned" : "reward.surprise";
    dealing.give(id, terms, parts, dealing.because(earning.named().name(), key, about));
  }
}
