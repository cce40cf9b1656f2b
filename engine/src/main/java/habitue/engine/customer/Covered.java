package habitue.engine.customer;

import habitue.engine.Context;
import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.engine.Marks;
import habitue.engine.sell.Catalogued;
import habitue.engine.sell.orders.Orders;
import habitue.engine.sell.orders.OrdersStep;
import habitue.engine.standing.StandingStep;
import habitue.engine.trust.Consents;
import habitue.model.Body;
import habitue.model.Event;
import habitue.model.JournalRecord;
import habitue.playbook.plan.Programme;
import java.util.Set;

/**
 * Folds a kept record that an opening covers: for orders, which no opening keeps, and for what the
 * opening knows nothing of.
 */
record Covered(Context context, Foreknown foreknown, Set<String> unknown) {

  CustomerState again(CustomerState state, JournalRecord record, Findings findings) {
    if (!(record.body() instanceof Body.Happened(Event event))
        || !Marks.real(context, record.stamp(), event)) {
      return state;
    }
    Happening happening = Catalogued.happening(context, record.stamp(), event);
    Orders orders = OrdersStep.step(state.orders(), happening, findings);
    boolean ordered = orders.count() > state.orders().count();
    CustomerState after = state.with(orders);
    boolean counts = ordered || !event.name().equals(Programme.ORDER);
    return counts && !unknown.isEmpty() ? gathered(after, happening) : after;
  }

  private CustomerState gathered(CustomerState state, Happening unread) {
    Consents consents = state.consents();
    if (foreknown.frozen(consents) || !foreknown.grown(consents, unread.stamp())) {
      return state;
    }
    Happening read = unread.readFor(foreknown.consented(consents, unread));
    return state.with(StandingStep.again(state.standing(), state.memory(), read, unknown));
  }
}
