package habitue.engine.reward.earn;

import habitue.engine.Context;
import habitue.engine.reward.Book;
import habitue.engine.reward.Member;
import habitue.engine.reward.TierHeld;
import habitue.engine.reward.Tiers;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.sell.orders.Orders;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.By;
import java.time.Instant;
import java.util.Map;

/*
 * What is decided is decided at an event, a command or when time says so. A fold decides nothing, but
 * after it more may be due than before: a playbook asks less for a tier; after a split someone holds
 * points beside a debt that others' points had made good for.
 */

/** Says whether there is something to be decided that nothing else brings about. */
public final class Unsettled {
  private Unsettled() {}

  public static boolean is(Context context, Book book, Orders orders, Instant now) {
    for (Map.Entry<String, Member> each : book.members().entrySet()) {
      Member member = each.getValue();
      Programme programme = context.playbook().plan().programme(each.getKey()).orElse(null);
      if (!Teller.time(member.ledger(), now).isEmpty()
          || programme != null
              && member.active()
              && tier(context, programme, member, orders, now)) {
        return true;
      }
    }
    return false;
  }

  /** What falls by orders told late falls with the next thing they do. */
  private static boolean tier(
      Context context, Programme programme, Member member, Orders orders, Instant now) {
    Tiers tiers = Tiers.of(programme, context.zone(), orders).orElse(null);
    if (tiers == null) {
      return false;
    }
    TierHeld held = member.tier();
    TierHeld decided = tiers.decide(held, member.assured(), member.ledger(), now);
    boolean later = tiers.ladder().by() == By.SPEND && tiers.falls(held, decided);
    return !later && !decided.equals(held);
  }
}
