package habitue.engine.customer;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.attract.Activity;
import habitue.engine.attract.Coming;
import habitue.engine.attract.Visits;
import habitue.engine.engage.Interests;
import habitue.engine.identify.Profile;
import habitue.engine.identify.Spared;
import habitue.engine.reward.Book;
import habitue.engine.sell.basket.Basket;
import habitue.engine.sell.orders.Orders;
import habitue.engine.standing.Reshaped;
import habitue.engine.standing.Standing;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Permits;
import habitue.playbook.Playbook;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Shape;
import habitue.playbook.trust.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * What is left of a customer's records that are kept no more: the state they had come to, without
 * the orders, whose records are always kept and folded again. It was read for what the person had
 * agreed to when it was made. Whatever they say later of the time before, it cannot be read again
 * record by record; so what a purpose was read for is emptied as a whole once its records may be
 * read only from a later instant. A refusal now reaches back over all of it, so for those this is
 * what folding the records themselves would give.
 */

/** The state that a customer's fold begins with where the first records are kept no more. */
final class Opening {
  private static final int SHIPPED = Purpose.MEASURE | Purpose.PERSONALISE | Purpose.ADVERTISE;

  private Opening() {}

  static CustomerState of(CustomerState state) {
    return new CustomerState(
        state.id(),
        state.profile(),
        state.activity(),
        state.visits(),
        state.interests(),
        state.basket(),
        Orders.NONE,
        state.consents(),
        state.standing(),
        Book.EMPTY);
  }

  /** Nothing but what the person agreed to. */
  static CustomerState reading(CustomerState end) {
    return CustomerState.empty(end.id()).with(end.consents());
  }

  static List<String> shape(Context context) {
    return Shape.of(context.playbook().plan()).lines();
  }

  static Set<String> unknown(Context context, List<String> shape) {
    return Shape.of(context.playbook().plan()).unknownTo(new Shape(shape));
  }

  /**
   * By the places of the playbook in force, and what may be read by now.
   *
   * @param known what the person says in the end; null where that was not found yet
   */
  static CustomerState opened(
      Context context, Behaviour.Kept<CustomerState> opening, @Nullable Consents known) {
    CustomerState moved = moved(opening, context.playbook().plan());
    return known == null ? moved : closed(moved, opening, known, context.playbook());
  }

  private static CustomerState moved(Behaviour.Kept<CustomerState> opening, Plan plan) {
    CustomerState state = opening.state();
    return state.with(
        Reshaped.of(state.standing(), new Shape(opening.shape()), plan, opening.cut()));
  }

  /** Without what may not be read any more: what was concluded of that is found anew. */
  private static CustomerState closed(
      CustomerState opening,
      Behaviour.Kept<CustomerState> kept,
      Consents known,
      Playbook playbook) {
    Consents readBy = kept.reading().consents();
    int closed = Permits.closed(readBy, known, playbook.purposes());
    int withdrawn = Permits.withdrawn(readBy, known, playbook.purposes());
    if ((closed | withdrawn) == 0) {
      return opening;
    }
    boolean measured = (closed & Purpose.MEASURE) == 0;
    // A purpose of the brand's own opens what is sensitive: which of this it opened is not known.
    boolean personal = (closed & (Purpose.PERSONALISE | ~SHIPPED)) == 0;
    Profile profile = opening.profile();
    boolean child = Permits.younger(readBy, known);
    Activity activity = opening.activity();
    Standing standing = opening.standing().without(closed | withdrawn, playbook.plan(), kept.cut());
    return new CustomerState(
        opening.id(),
        (child ? Spared.of(profile, playbook.sensitive().children()) : profile)
            .without((name, value) -> !playbook.sensitive().allows(name, value, ~withdrawn)),
        measured ? activity : activity.withoutVisits(),
        measured ? opening.visits() : Visits.EMPTY,
        personal ? opening.interests() : Interests.EMPTY,
        personal ? opening.basket() : Basket.EMPTY,
        opening.orders(),
        opening.consents().notReading(withdrawn),
        child ? standing.withoutHands() : standing,
        opening.book());
  }

  /** Of two whose records can no longer be put in one order: each part by a rule of its own. */
  static CustomerState merged(CustomerState earlier, CustomerState later) {
    if (seen(earlier).isAfter(seen(later))) {
      return merged(later, earlier);
    }
    Coming coming =
        new Coming(earlier.activity(), earlier.visits())
            .and(new Coming(later.activity(), later.visits()));
    boolean basket = !later.basket().equals(Basket.EMPTY);
    return new CustomerState(
        later.id(),
        earlier.profile().and(later.profile()),
        coming.activity(),
        coming.visits(),
        earlier.interests().and(later.interests()),
        basket ? later.basket() : earlier.basket(),
        Orders.NONE,
        earlier.consents().and(later.consents()),
        later.standing().asked(earlier.standing().asking()).andHands(earlier.standing()),
        Book.EMPTY);
  }

  private static Instant seen(CustomerState state) {
    Instant last = state.activity().lastSeen();
    return last == null ? Instant.MIN : last;
  }
}
