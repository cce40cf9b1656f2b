package habitue.engine.reward.earn;

import habitue.engine.reward.earn.RewardCommands.Done;
import habitue.engine.reward.earn.RewardCommands.Meant;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.reward.refer.Friend;
import habitue.engine.reward.refer.Friend.State;
import habitue.engine.reward.refer.Referrals;
import habitue.engine.reward.refer.Referred;
import habitue.engine.reward.refer.Referring;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.Fields;
import habitue.model.Strand;
import habitue.playbook.plan.Programme.Limit;
import habitue.playbook.plan.Referral;
import habitue.playbook.plan.Referral.Doubt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/*
 * Each friend is decided on once, when word comes that their order was kept: by the member's book as
 * it is then. What is certain refuses; what is doubted goes to a colleague, where the playbook says
 * so. A word that overtook another, since the friend's strand passed on between the two, finds that
 * the referral is over and changes nothing.
 */

/** What comes of a member's friends. */
final class Inviting {
  private final Counter counter;
  private final Dealing dealing;
  private final Meant meant;
  private final Referring referring;
  private final String programme;

  Inviting(Counter counter, Meant meant) {
    this.counter = counter;
    this.dealing = counter.dealing();
    this.meant = meant;
    this.referring = meant.book().referring();
    this.programme = dealing.programme().name();
  }

  /** The word of a friend. */
  Done heard(Body.Delivered told) {
    Fields said = told.details();
    Friend known = known(Referrals.whole(said, Referrals.FRIEND));
    switch (told.name()) {
      case Referrals.HAS_COME -> {
        if (known == null) {
          pledge(Referrals.CAME, of(said, State.MADE, List.of()));
          referring.word(programme).ifPresent(word -> tell(word, of(said, State.MADE, List.of())));
        }
      }
      case Referrals.CHAIN -> chained(said);
      case Referrals.HAS_STAYED -> {
        if (known == null || known.state() == State.MADE) {
          stayed(told);
        }
      }
      default -> left(of(said, State.GONE, reasons(said)), known);
    }
    return new Done(dealing.pledges(), dealing.sends(), null, 0);
  }

  /**
   * Those above the one who told them, as far as they are known by now: whoever they told hears it.
   */
  private void chained(Fields said) {
    Referred word =
        referring
            .came(programme)
            .filter(each -> each.friend() == Referrals.whole(said, Referrals.FRIEND))
            .filter(each -> each.by() == Referrals.whole(said, Referrals.BY))
            .filter(each -> each.state() != Referred.State.LOST)
            .findFirst()
            .orElse(null);
    if (word == null) {
      return;
    }
    Referred chained = word.under(upToThem(Referrals.above(said), word));
    if (!chained.above().equals(word.above())) {
      Because because = counter.because(Referral.RULE, "reward.referred", "");
      dealing.pledge(
          Referrals.ofFriend(
              Referrals.CHAINED,
              Referrals.chain(Referrals.about(chained), chained.above()),
              because));
      referring.friends(programme).forEach(friend -> tell(chained, friend));
    }
  }

  /** A chain that comes back to whom it is of goes on no further. */
  private List<Long> upToThem(List<Long> above, Referred word) {
    long own = meant.stamp().entity().number();
    return above.stream()
        .takeWhile(each -> each != own && each != word.friend())
        .limit(Referred.CHAIN)
        .toList();
  }

  /** Tells a friend who is above them. */
  private void tell(Referred word, Friend friend) {
    Fields about = Referrals.about(programme, friend.friend(), friend.by());
    dealing.send(Referrals.toFriend(Referrals.CHAIN, Referrals.chain(about, word.chain())));
  }

  private @Nullable Friend known(long friend) {
    return referring.friend(programme, friend).orElse(null);
  }

  private Friend of(Fields said, State state, List<String> reasons) {
    return new Friend(
        programme,
        Referrals.whole(said, Referrals.FRIEND),
        Referrals.whole(said, Referrals.BY),
        state,
        Optional.ofNullable(Referrals.instant(said, Referrals.AT)).orElse(dealing.now()),
        Referrals.instant(said, Referrals.KEPT_AT),
        0,
        reasons);
  }

  private static List<String> reasons(Fields said) {
    return said.list(Referrals.REASONS).stream().map(Referrals::text).toList();
  }

  private void stayed(Body.Delivered told) {
    Referral offered = dealing.programme().referral();
    Friend friend = of(told.details(), State.MADE, List.of());
    List<String> refused = offered == null ? List.of("over") : certain(told, friend, offered);
    if (offered == null || !refused.isEmpty()) {
      pledge(Referrals.REFUSED, because(friend, State.REFUSED, refused));
      return;
    }
    List<Doubt> doubts = doubts(told, friend, offered);
    List<String> reasons = new ArrayList<>(doubts.stream().map(Acquaintance::name).toList());
    if (!offered.review().containsAll(doubts)) {
      pledge(Referrals.REFUSED, because(friend, State.REFUSED, reasons));
      return;
    }
    if (meant.restricted()) {
      reasons.add("restricted");
    }
    if (reasons.isEmpty()) {
      pay(friend, offered);
    } else {
      pledge(Referrals.HELD, because(friend, State.HELD, reasons));
    }
  }

  private List<String> certain(Body.Delivered told, Friend friend, Referral offered) {
    var reasons = new ArrayList<String>();
    long from = told.from().number();
    boolean own = from == meant.stamp().entity().number();
    boolean self = own || came(each -> each.friend() == friend.friend());
    if (self) {
      reasons.add("self");
    }
    if (!self && (came(each -> each.tells(friend.friend())) || came(each -> each.tells(from)))) {
      reasons.add("loop");
    }
    if (!dealing.earns()) {
      reasons.add("no-member");
    }
    if (paid(offered) >= offered.limit().times()) {
      reasons.add("limit");
    }
    return reasons;
  }

  private boolean came(Predicate<Referred> test) {
    return referring.came(programme).anyMatch(test);
  }

  /** How many were paid in the time of the limit, but for those that came back. */
  private long paid(Referral offered) {
    Instant from = before(dealing.now(), offered.limit());
    return dealing.ledger().lots().stream()
        .filter(lot -> lot.terms().rule().equals(Referral.RULE))
        .filter(lot -> lot.terms().earnedAt().isAfter(from))
        .filter(lot -> lot.parts().stream().anyMatch(part -> part.left() > 0))
        .count();
  }

  private Instant before(Instant instant, Limit limit) {
    return instant.atZone(dealing.context().zone()).minus(limit.within()).toInstant();
  }

  private List<Doubt> doubts(Body.Delivered told, Friend friend, Referral offered) {
    var doubts =
        new ArrayList<>(meant.they().shared(told.details().fields("signs"), friend.friend()));
    boolean many = quick(friend, offered.velocity(), Friend::at);
    if (many || quick(friend, offered.velocity(), Friend::kept)) {
      doubts.add(Doubt.VELOCITY);
    }
    return doubts;
  }

  /** Whether with this one there are too many up to its time. */
  private boolean quick(Friend friend, Limit velocity, Function<Friend, @Nullable Instant> time) {
    Instant last = time.apply(friend);
    if (last == null) {
      return false;
    }
    Instant from = before(last, velocity);
    long others =
        referring
            .friends(programme)
            .filter(each -> each.friend() != friend.friend())
            .map(time)
            .filter(at -> at != null && at.isAfter(from) && !at.isAfter(last))
            .count();
    return others >= velocity.times();
  }

  private static Friend because(Friend friend, State state, List<String> reasons) {
    return new Friend(
        friend.programme(),
        friend.friend(),
        friend.by(),
        state,
        friend.at(),
        friend.kept(),
        0,
        reasons);
  }

  private void pay(Friend friend, Referral offered) {
    String id = award(friend);
    var owner = new Strand(friend.by());
    dealing.post(
        dealing.award(id, Referral.RULE, "", owner, offered.points(), dealing.now()),
        counter.because(Referral.RULE, "reward.friend", id));
    var paid =
        new Friend(
            friend.programme(),
            friend.friend(),
            friend.by(),
            State.PAID,
            friend.at(),
            friend.kept(),
            offered.points(),
            friend.reasons());
    pledge(Referrals.PAID, paid);
    dealing.tier();
  }

  private static String award(Friend friend) {
    return Referral.RULE + "@" + friend.friend();
  }

  /** What was paid comes back; what is not decided on comes to nothing. */
  private void left(Friend gone, @Nullable Friend known) {
    Lot lot = dealing.ledger().lot(award(gone)).orElse(null);
    boolean paid = lot != null && lot.parts().stream().anyMatch(part -> part.left() > 0);
    if (lot != null && paid) {
      List<Long> all = lot.parts().stream().map(Part::points).toList();
      dealing.post(
          Teller.reverse(
              dealing.ledger(), lot.id(), all, dealing.programme().shortfall(), dealing.now()),
          counter.because(Referral.RULE, "reward.friend-returned", lot.id()));
      pledge(Referrals.RETURNED, returned(known == null ? gone : known, lot.size(), gone));
      dealing.tier();
    } else if (known != null && known.state() == State.HELD) {
      pledge(Referrals.RETURNED, returned(known, 0, gone));
    } else if (known == null || known.state() == State.MADE) {
      pledge(Referrals.GONE, gone);
    }
  }

  private static Friend returned(Friend known, long points, Friend gone) {
    return new Friend(
        known.programme(),
        known.friend(),
        known.by(),
        State.RETURNED,
        known.at(),
        known.kept(),
        points,
        gone.reasons());
  }

  /** A colleague's word on what is held. Said twice, it is done once. */
  Done decided(Fields details, boolean approved) {
    Friend friend = known(Referrals.whole(details, Referrals.FRIEND));
    if (friend == null) {
      return Done.refused("unknown_referral");
    }
    Referral offered = dealing.programme().referral();
    State wanted = approved ? State.PAID : State.REFUSED;
    if (friend.state() != wanted && (friend.state() != State.HELD || offered == null)) {
      return Done.refused("referral_settled");
    }
    if (friend.state() == State.HELD && offered != null) {
      if (approved) {
        pay(friend, offered);
      } else {
        pledge(Referrals.REFUSED, because(friend, State.REFUSED, friend.reasons()));
      }
    }
    return counter.done(award(friend));
  }

  private void pledge(String name, Friend friend) {
    String key =
        switch (friend.state()) {
          case MADE, GONE -> "reward.friend-noted";
          case HELD -> "reward.friend-held";
          case PAID -> "reward.friend";
          case REFUSED -> "reward.friend-refused";
          case RETURNED -> "reward.friend-returned";
        };
    Because because = counter.because(Referral.RULE, key, award(friend));
    dealing.pledge(Referrals.ofMember(name, friend, because));
  }
}
