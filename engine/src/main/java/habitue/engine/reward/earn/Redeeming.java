package habitue.engine.reward.earn;

import habitue.engine.Send;
import habitue.engine.reward.Commitments;
import habitue.engine.reward.Member;
import habitue.engine.reward.Redemption;
import habitue.engine.reward.Redemption.State;
import habitue.engine.reward.Redemptions;
import habitue.engine.reward.earn.RewardCommands.Done;
import habitue.engine.reward.earn.RewardCommands.Meant;
import habitue.engine.reward.ledger.Decision;
import habitue.engine.reward.ledger.Spend;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.reward.share.Sharing;
import habitue.model.Body;
import habitue.model.Fields;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Reward;
import habitue.playbook.plan.Programme.Vouchers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/*
 * A redemption is named by its reward and the position of the command that asked for it. Whoever
 * asks for something of which there are so many only has it claimed first; all that speaks against
 * it is looked at again once that was granted, since someone may have asked for two things at once.
 */

/** What someone gives points for, and what becomes of it. */
final class Redeeming {
  private static final String RULE = "redeem";

  private final Counter counter;
  private final Dealing dealing;
  private final Programme programme;
  private final Meant meant;
  private final Stamp stamp;

  Redeeming(Counter counter, Meant meant) {
    this.counter = counter;
    this.dealing = counter.dealing();
    this.programme = dealing.programme();
    this.meant = meant;
    this.stamp = meant.stamp();
  }

  Done redeem(String name, String author) {
    Reward reward = programme.reward(name).orElse(null);
    String id = Redemption.id(name, stamp.position());
    String refused = refusal(reward, id);
    if (reward == null || refused != null) {
      return Done.refused(refused == null ? "unknown_reward" : refused);
    }
    return reward.shared()
        ? Done.asking(
            Sharing.claim(
                Sharing.stock(programme.name(), name),
                programme.name(),
                id,
                stamp.strand(),
                stamp.position(),
                author))
        : given(reward, id, 0);
  }

  /** A code that they hold from elsewhere: a redemption that cost nothing here. */
  Done bring(Fields said) {
    String code = said.text("code").orElse("");
    Reward reward = programme.reward(said.text("reward").orElse("")).orElse(null);
    if (reward == null || code.isEmpty()) {
      return Done.refused("unknown_reward");
    }
    String name = reward.named().name();
    String id = Sharing.redemption(name, code);
    if (known(id) != null) {
      return counter.done(id);
    }
    if (!dealing.takesPart()) {
      dealing.join(null);
    }
    dealing.pledge(
        Redemptions.redeemed(
            programme.name(),
            Redemption.brought(id, name, stamp.now(), code),
            0,
            stamp.strand(),
            counter.because(RULE, "reward.brought", "")));
    return counter
        .done(id)
        .sending(
            Sharing.issue(
                Sharing.brought(programme.name(), code),
                programme.name(),
                id,
                stamp.strand(),
                said.text("expires_at").orElse(""),
                reward.off()));
  }

  /** Why someone cannot have it; null where they can. */
  private @Nullable String refusal(@Nullable Reward reward, String id) {
    if (reward == null) {
      return "unknown_reward";
    }
    var eligible =
        new Eligible(
            programme, dealing.member(), meant.holds(), dealing.context().zone(), stamp.now());
    return eligible.refusal(reward, id);
  }

  private List<Redemption> redemptions() {
    Member member = dealing.member();
    return member == null ? List.of() : member.redemptions();
  }

  private Done given(Reward reward, String id, long number) {
    Decision spend = Teller.spend(dealing.ledger(), id, reward.points(), stamp.now());
    Done done = counter.decided(spend, id, RULE, "reward.redeemed");
    Vouchers vouchers = reward.vouchers();
    String name = reward.named().name();
    Redemption redemption =
        vouchers == null
            ? Redemption.plain(id, name, stamp.now(), number)
            : Redemption.numbered(id, name, stamp.now(), number, vouchers.prefix());
    dealing.pledge(
        Redemptions.redeemed(
            programme.name(),
            redemption,
            reward.points(),
            stamp.strand(),
            counter.because(RULE, "reward.redeemed", id)));
    Fields outcome = Optional.ofNullable(done.outcome()).orElse(Fields.NONE);
    Fields numbered = number == 0 ? outcome : outcome.with(Sharing.NUMBER, number);
    return new Done(dealing.pledges(), dealing.sends(), numbered, 0);
  }

  /** The word of what is shared. */
  Done heard(Body.Delivered told) {
    Fields details = told.details();
    String id = details.text(Sharing.REDEMPTION).orElse("");
    return switch (told.name()) {
      case Sharing.CLAIMED -> claimed(id, number(details));
      case Sharing.GONE -> Done.refused("out_of_stock");
      case Sharing.VOIDED -> restored(id);
      case Sharing.KEPT -> Done.refused("code_used");
      case Sharing.FREED -> freed(id, details.text(Sharing.ORDER).orElse(""));
      default -> turned(id, Commitments.USED, details.text(Sharing.ORDER).orElse(""));
    };
  }

  private static long number(Fields details) {
    return details.number(Sharing.NUMBER).map(BigDecimal::longValueExact).orElse(0L);
  }

  private static String reward(String redemption) {
    return redemption.substring(0, Math.max(0, redemption.lastIndexOf('@')));
  }

  /** A piece is theirs, if they can still pay for it. */
  private Done claimed(String id, long number) {
    Reward reward = programme.reward(reward(id)).orElse(null);
    String refused = refusal(reward, id);
    if (reward == null || refused != null) {
      return Done.refused(refused == null ? "unknown_reward" : refused)
          .sending(Sharing.giveBack(Sharing.stock(programme.name(), reward(id)), id));
    }
    Done done = given(reward, id, number);
    return reward.vouchers() == null ? done : done.sending(issue(reward, id, number));
  }

  private Send issue(Reward reward, String id, long number) {
    Vouchers vouchers = reward.vouchers();
    Instant ends =
        vouchers == null || vouchers.lasts() == null
            ? null
            : stamp.now().atZone(dealing.context().zone()).plus(vouchers.lasts()).toInstant();
    return Sharing.issue(
        Sharing.voucher(programme.name(), reward.named().name(), number),
        programme.name(),
        id,
        stamp.strand(),
        ends == null ? "" : ends.toString(),
        reward.off());
  }

  /** Of a programme that is no more: what was claimed goes back, and codes are as good as ever. */
  static Done over(Meant meant, String programme, Cause cause, Body.Delivered told) {
    Fields details = told.details();
    String id = details.text(Sharing.REDEMPTION).orElse("");
    boolean used = told.name().equals(Sharing.USED);
    if (used || told.name().equals(Sharing.FREED)) {
      Redemption known =
          meant.book().member(programme).flatMap(it -> it.redemption(id)).orElse(null);
      return known == null
          ? Done.pledged(List.of())
          : Done.pledged(
              List.of(
                  Redemptions.turned(
                      used ? Commitments.USED : Commitments.REOPENED,
                      programme,
                      known,
                      details.text(Sharing.ORDER).orElse(""),
                      meant.stamp().strand(),
                      cause.because(programme, RULE, "reward.turned", id, ""))));
    }
    Done refused = Done.refused("unknown_programme");
    return told.name().equals(Sharing.CLAIMED)
        ? refused.sending(Sharing.giveBack(Sharing.stock(programme, reward(id)), id))
        : refused;
  }

  Done undo(String id, String author) {
    if (Teller.restore(dealing.ledger(), id, stamp.now())
        instanceof Decision.Refused(Decision.Reason reason)) {
      return Done.refused(reason.wireName());
    }
    Redemption known = known(id);
    if (known == null && redemptions().size() >= Redemption.KEPT) {
      // Whether it came with a code, and which, is not remembered: that would stay good.
      return Done.refused("unknown_redemption");
    }
    if (known == null || !known.coded()) {
      return restored(id);
    }
    return known.state() == State.USED
        ? Done.refused("code_used")
        : Done.asking(
            Sharing.voiding(
                Sharing.voucher(programme.name(), known.reward(), known.number()),
                programme.name(),
                id,
                stamp.strand(),
                stamp.position(),
                author));
  }

  private @Nullable Redemption known(String id) {
    return redemptions().stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
  }

  /** Whose a redemption is. */
  private Strand strand(String id) {
    return dealing.ledger().spend(id).map(Spend::strand).orElse(stamp.strand());
  }

  private Done restored(String id) {
    Redemption known = known(id);
    Done done =
        counter.decided(
            Teller.restore(dealing.ledger(), id, stamp.now()), id, RULE, "reward.undone");
    if (known == null || dealing.pledges().isEmpty()) {
      return done;
    }
    dealing.pledge(
        Redemptions.turned(
            Commitments.UNDONE,
            programme.name(),
            known,
            "",
            strand(id),
            counter.because(RULE, "reward.undone", id)));
    Done undone = new Done(dealing.pledges(), dealing.sends(), done.outcome(), 0);
    return known.number() == 0
        ? undone
        : undone.sending(Sharing.giveBack(Sharing.stock(programme.name(), known.reward()), id));
  }

  Done fulfil(String id) {
    Redemption known = known(id);
    if (known == null) {
      return Done.refused("unknown_redemption");
    }
    return switch (known.state()) {
      case UNDONE -> Done.refused("already_reversed");
      case FULFILLED, USED -> Done.refused("already_fulfilled");
      case OPEN -> turned(id, Commitments.FULFILLED, "");
    };
  }

  /** Whatever became of it since stands. */
  private Done freed(String id, String order) {
    Redemption known = known(id);
    return known != null && known.state() == State.USED
        ? turned(id, Commitments.REOPENED, order)
        : Done.pledged(List.of());
  }

  private Done turned(String id, String name, String order) {
    Redemption known = known(id);
    if (known == null) {
      return Done.pledged(List.of());
    }
    dealing.pledge(
        Redemptions.turned(
            name,
            programme.name(),
            known,
            order,
            strand(id),
            counter.because(RULE, "reward.turned", id)));
    return counter.done(id);
  }
}
