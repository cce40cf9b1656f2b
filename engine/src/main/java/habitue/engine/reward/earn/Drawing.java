package habitue.engine.reward.earn;

import habitue.engine.Pledge;
import habitue.engine.Send;
import habitue.engine.reward.Claim;
import habitue.engine.reward.Commitments;
import habitue.engine.reward.Member;
import habitue.engine.reward.Win;
import habitue.engine.reward.earn.RewardCommands.Done;
import habitue.engine.reward.earn.RewardCommands.Meant;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.reward.share.Budgets;
import habitue.engine.sell.orders.Orders;
import habitue.model.Because;
import habitue.model.Body;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Earning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * What happened between the claim and the budget's word counts: an order that came back meanwhile is
 * called back as it stands, and what cannot be granted any more goes back to the budget.
 */

/** The word of a budget: an award that waited for it is granted, or is not. */
final class Drawing {
  private static final String SPENT = "reward.budget-spent";
  private static final String BACK = "reward.taken-back";

  private final Dealing dealing;
  private final Programme programme;
  private final Orders orders;

  Drawing(Dealing dealing, Orders orders) {
    this.dealing = dealing;
    this.programme = dealing.programme();
    this.orders = orders;
  }

  Done heard(Body.Delivered told, Budgets.Asked asked) {
    Claim claim = claim(dealing.member(), asked);
    boolean drawn = told.name().equals(Budgets.DRAWN);
    if (claim != null && drawn && !over(claim)) {
      grant(claim);
      return done();
    }
    if (claim != null) {
      dealing.denied(claim, because(claim, drawn ? BACK : SPENT));
    }
    return drawn ? done().sending(Budgets.giveBack(told.from(), asked.points())) : done();
  }

  private Done done() {
    return new Done(dealing.pledges(), dealing.sends(), null, 0);
  }

  private static @Nullable Claim claim(@Nullable Member member, Budgets.Asked asked) {
    List<Claim> claims = member == null ? List.of() : member.claims();
    return claims.stream()
        .filter(each -> each.key() == asked.claim())
        .filter(each -> asked.strand() == 0 || each.terms().strand().number() == asked.strand())
        .findFirst()
        .orElse(null);
  }

  /** Whether it was granted by another name meanwhile, or what met a challenge came back. */
  private boolean over(Claim claim) {
    Win win = dealing.wins().get(claim.terms().rule());
    boolean lost = win != null && win.lost() && win.award().equals(claim.award());
    return lost || dealing.ledger().knows(claim.award());
  }

  private void grant(Claim claim) {
    String rule = claim.terms().rule();
    dealing.post(
        Teller.award(dealing.ledger(), claim.award(), claim.terms(), claim.parts(), dealing.now()),
        because(claim, granted(rule)));
    settle(claim.terms().about());
    dealing.tier();
  }

  private String granted(String rule) {
    Earning earning = programme.earning(rule).orElse(null);
    if (earning == null) {
      return "reward.challenge";
    }
    return earning.chance() == null ? "reward.earned" : "reward.surprise";
  }

  /** What became of its order meanwhile. */
  private void settle(String about) {
    orders
        .kept()
        .filter(order -> OrderDeeds.name(order.key()).equals(about))
        .findFirst()
        .ifPresent(order -> new Settling(dealing, order).decide());
  }

  private Because because(Claim claim, String key) {
    return dealing.because(claim.terms().rule(), key, claim.terms().about());
  }

  /** Of a programme that is no more: what was put aside goes back. */
  static Done over(Meant meant, String programme, Body.Delivered told, Budgets.Asked asked) {
    Claim claim = claim(meant.book().member(programme).orElse(null), asked);
    List<Pledge> denied = List.of();
    if (claim != null) {
      var cause = new Cause(asked.cause(), asked.position(), meant.stamp().now());
      Because because =
          cause.because(programme, claim.terms().rule(), SPENT, claim.terms().about(), "");
      denied = List.of(Commitments.claim(Commitments.DENIED, programme, claim, because));
    }
    List<Send> back =
        told.name().equals(Budgets.DRAWN)
            ? List.of(Budgets.giveBack(told.from(), asked.points()))
            : List.of();
    return new Done(denied, back, null, 0);
  }
}
