package habitue.engine.reward.earn;

import habitue.engine.Texts;
import habitue.model.Bits;
import habitue.model.CustomerId;
import habitue.playbook.plan.Programme;
import java.math.BigDecimal;

/*
 * The lot is drawn from the number under which someone was first seen, which says nothing of them,
 * and from the programme's name: so of two programmes each has a holdout of its own. It is drawn
 * once, when someone would take part for the first time, and written down: whoever is joined to
 * them later, and whatever number they have then, it stands.
 */

/** The share of people who take no part in a programme, so that the others can be compared. */
final class Holdout {
  private static final double UNIT = 0x1p-53;

  private Holdout() {}

  static boolean takes(Programme programme, BigDecimal share, CustomerId person) {
    long mixed = Bits.mixed(Texts.hash(programme.name()) ^ Bits.mixed(person.number()));
    return (mixed >>> 11) * UNIT < share.doubleValue();
  }
}
