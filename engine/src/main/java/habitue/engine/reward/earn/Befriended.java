package habitue.engine.reward.earn;

import habitue.engine.Owed;
import habitue.engine.reward.earn.Rewards.Deed;
import habitue.engine.reward.ledger.Decision;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.reward.refer.Friend;
import habitue.engine.reward.refer.Referrals;
import habitue.engine.reward.refer.Referred;
import habitue.engine.reward.refer.Referred.State;
import habitue.engine.reward.refer.Referring;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.Orders;
import habitue.model.Because;
import habitue.model.Fields;
import habitue.model.Strand;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Referral;
import habitue.playbook.rule.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * A friend is one who came by a member's word before they ever ordered. Their first order is waited
 * for, then whether it is kept; only when that is sure is anything paid, here and to the member. What
 * an order came to is read from its document when the time is up, so it does not matter in what order
 * its refunds were told.
 */

/** What becomes of someone who came by a member's word. */
final class Befriended {
  /** An order that was placed just before its page view was told is not an older one. */
  private static final Duration SKEW = Duration.ofHours(1);

  private static final String CAME = "reward.referred";

  private final Dealing dealing;
  private final Programme programme;
  private final @Nullable Referral referral;
  private final Acquaintance they;
  private Referring referring;

  Befriended(Dealing dealing, Referring referring, Acquaintance they) {
    this.dealing = dealing;
    this.programme = dealing.programme();
    this.referral = programme.referral();
    this.referring = referring;
    this.they = they;
  }

  /**
   * @param anew whether what it says may still come to something
   */
  void happened(Deeds deeds, Deed deed, boolean anew) {
    if (anew && referral != null && deeds.counts(deed.at())) {
      came(deed);
      Order order = deed.order();
      if (order != null && order.version().trusted() && Orders.PLACING.contains(deed.event())) {
        ordered(deed, order, referral);
      }
    }
    if (!referring.isEmpty()) {
      returned(deed.order());
      kept(deed.happening().now());
    }
  }

  private Stream<Referred> in(State state) {
    return referring.came(programme.name()).filter(each -> each.state() == state);
  }

  /** The first word counts, of one who never ordered. */
  private void came(Deed deed) {
    long by = Referrals.referrer(deed.happening().event().context());
    long strand = deed.happening().stamp().strand().number();
    boolean own = by == strand || by == deed.happening().stamp().entity().number();
    boolean before =
        deed.before().count() > 0 || referring.came(programme.name()).findAny().isPresent();
    if (by == 0 || own || before) {
      return;
    }
    Fields about =
        Referrals.about(programme.name(), strand, by).with(Referrals.AT, deed.at().toString());
    var made =
        new Referred(programme.name(), strand, by, deed.at(), State.MADE, "", null, List.of());
    pledge(Referrals.MADE, about, made, because(CAME, ""));
    Friend other = referring.friend(programme.name(), by).orElse(null);
    if (other != null) {
      lost(made, "loop");
    } else {
      dealing.send(Referrals.toMember(Referrals.HAS_COME, about));
      referring.friends(programme.name()).forEach(friend -> tell(made, friend));
    }
  }

  /** Whom they told before has someone above them now. */
  private void tell(Referred word, Friend friend) {
    Fields about = Referrals.about(programme.name(), friend.friend(), friend.by());
    dealing.send(Referrals.toFriend(Referrals.CHAIN, Referrals.chain(about, word.chain())));
  }

  /** Of several words, those of strands that are one person by now, the first counts. */
  private void ordered(Deed deed, Order order, Referral offered) {
    List<Referred> open = in(State.MADE).toList();
    if (open.isEmpty()) {
      return;
    }
    Referred first = open.getFirst();
    open.stream().skip(1).forEach(each -> lost(each, "another"));
    if (in(State.WAITING).findAny().isPresent()) {
      lost(first, "another");
    } else if (others(order).findAny().isPresent()
        || they.orders().dropped() > 0
        || order.placedAt().isBefore(first.at().minus(SKEW))) {
      lost(first, "ordered-before");
    } else if (!fits(deed, offered)) {
      lost(first, "condition");
    } else {
      Instant due =
          order.placedAt().atZone(dealing.context().zone()).plus(offered.pending()).toInstant();
      String name = OrderDeeds.name(order.key());
      Fields about = Referrals.about(first).with(Referrals.ORDER, name).with("due", due.toString());
      var waiting =
          new Referred(
              first.programme(),
              first.friend(),
              first.by(),
              first.at(),
              State.WAITING,
              name,
              due,
              first.above());
      pledge(Referrals.ORDERED, about, waiting, because(CAME, name));
    }
  }

  private Stream<Order> others(Order order) {
    return they.orders()
        .kept()
        .filter(each -> each.version().trusted() && !each.key().equals(order.key()));
  }

  private static boolean fits(Deed deed, Referral offered) {
    Condition when = offered.when();
    int purposes = offered.named().purposes();
    return (deed.readable() & purposes) == purposes && (when == null || deed.beside().holds(when));
  }

  /** An order that came back after all: so does what was given for it. */
  private void returned(@Nullable Order order) {
    if (order != null && nothingLeft(order)) {
      String name = OrderDeeds.name(order.key());
      in(State.KEPT).filter(each -> each.order().equals(name)).toList().forEach(this::takeBack);
    }
  }

  private static boolean nothingLeft(Order order) {
    return order.sums().net().minor() <= 0;
  }

  private void takeBack(Referred referred) {
    String id = award(referred);
    dealing
        .ledger()
        .lot(id)
        .ifPresent(lot -> {
          List<Long> all = lot.parts().stream().map(Part::points).toList();
          Decision back =
              Teller.reverse(dealing.ledger(), id, all, programme.shortfall(), dealing.now());
          dealing.post(
              back, dealing.because(Referral.FRIENDS_RULE, "reward.taken-back", referred.order()));
        });
    lost(referred, "returned");
  }

  /** Those whose time is up by an instant. */
  void kept(Instant at) {
    in(State.WAITING)
        .filter(each -> each.due() == null || !each.due().isAfter(at))
        .toList()
        .forEach(this::settle);
  }

  private void settle(Referred referred) {
    Order order =
        they.orders()
            .kept()
            .filter(each -> OrderDeeds.name(each.key()).equals(referred.order()))
            .findFirst()
            .orElse(null);
    if (referral == null) {
      lost(referred, "over");
    } else if (order == null) {
      lost(referred, "order-unknown");
    } else if (nothingLeft(order)) {
      lost(referred, "returned");
    } else if (others(order).anyMatch(each -> each.placedAt().isBefore(order.placedAt()))) {
      lost(referred, "ordered-before");
    } else {
      kept(referred, referral);
    }
  }

  private void kept(Referred referred, Referral offered) {
    long points = dealing.earns() ? offered.friend() : 0;
    Fields about =
        Referrals.about(referred)
            .with(Referrals.ORDER, referred.order())
            .with(Referrals.POINTS, points);
    pledge(Referrals.KEPT, about, turned(referred, State.KEPT), because(CAME, referred.order()));
    if (points > 0) {
      grant(referred, points);
    }
    Fields told =
        Referrals.about(referred)
            .with(Referrals.AT, referred.at().toString())
            .with(Referrals.KEPT_AT, dealing.now().toString())
            .with("signs", they.signs(referred.friend()));
    dealing.send(Referrals.toMember(Referrals.HAS_STAYED, told));
  }

  private void grant(Referred referred, long points) {
    dealing.post(
        dealing.award(
            award(referred),
            Referral.FRIENDS_RULE,
            referred.order(),
            new Strand(referred.friend()),
            points,
            dealing.now()),
        dealing.because(Referral.FRIENDS_RULE, "reward.referred", referred.order()));
  }

  private static String award(Referred referred) {
    return Referral.FRIENDS_RULE + "@" + referred.friend();
  }

  private void lost(Referred referred, String reason) {
    Fields about = lost(referred, reason, referred.order());
    pledge(
        Referrals.LOST,
        about,
        turned(referred, State.LOST),
        because("reward.referral-lost", referred.order()));
    if (!reason.equals("loop")) {
      dealing.send(Referrals.toMember(Referrals.HAS_LEFT, about));
    }
  }

  private static Fields lost(Referred referred, String reason, String order) {
    Fields about =
        Referrals.about(referred)
            .with(Referrals.AT, referred.at().toString())
            .with(Referrals.REASONS, Referrals.texts(List.of(reason)));
    return order.isEmpty() ? about : about.with(Referrals.ORDER, order);
  }

  private Because because(String key, String about) {
    return dealing.because(Referral.RULE, key, about);
  }

  private static Referred turned(Referred referred, State state) {
    return new Referred(
        referred.programme(),
        referred.friend(),
        referred.by(),
        referred.at(),
        state,
        referred.order(),
        referred.due(),
        referred.above());
  }

  /** Binds the brand, and goes on with that known. */
  private void pledge(String name, Fields details, Referred after, Because because) {
    dealing.pledge(Referrals.ofFriend(name, details, because));
    referring = referring.with(after);
  }

  /** Of a programme that is no more: nothing comes of it. */
  static Owed over(Referred referred, Instant at, Cause cause) {
    Instant due = referred.due();
    if (referred.state() != State.WAITING || due == null || due.isAfter(at)) {
      return Owed.NOTHING;
    }
    Fields about = lost(referred, "over", referred.order());
    Because because =
        cause.because(
            referred.programme(), Referral.RULE, "reward.referral-lost", referred.order(), "");
    return new Owed(
        List.of(Referrals.ofFriend(Referrals.LOST, about, because)),
        List.of(Referrals.toMember(Referrals.HAS_LEFT, about)));
  }
}
