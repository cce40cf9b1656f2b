package habitue.engine.customer;

import habitue.engine.Context;
import habitue.engine.attract.Activity;
import habitue.engine.attract.VisitFacts;
import habitue.engine.identify.Profile;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.Orders;
import habitue.engine.standing.StandingFacts;
import habitue.model.Body;
import habitue.model.Fact;
import habitue.model.IdentifierType.Strength;
import habitue.model.JournalRecord;
import habitue.playbook.trust.Retention;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a customer is kept, by what the brand wrote down. Nobody expires while their data is
 * restricted: they may need it themselves.
 */
public record Keeping(Retention retention, ZoneId zone) {

  public static Keeping of(Context context) {
    return new Keeping(context.playbook().retention(), context.zone());
  }

  /** What someone is to the brand, for how long they are kept. */
  public enum Standing {
    /** Never said who they are, never ordered. */
    VISITOR,
    /** Known by a name that is not only a browser's, never ordered. */
    PROSPECT,
    /** Ordered. */
    CUSTOMER,
    /** Nothing but orders is left of them. */
    ACCOUNTS
  }

  /** What becomes of a person who expired. */
  public enum End {
    /** All but their orders goes. */
    ORDERS_ONLY,
    ERASED
  }

  /** When something becomes of a person, if they stay away. */
  public record Due(End end, Instant at) {}

  public static Standing standing(CustomerState state) {
    if (state.orders().count() > 0) {
      return bare(state) ? Standing.ACCOUNTS : Standing.CUSTOMER;
    }
    boolean named =
        state.profile().identifiers().stream()
            .anyMatch(each -> each.identifier().type().strength() != Strength.WEAK);
    return named ? Standing.PROSPECT : Standing.VISITOR;
  }

  private static boolean bare(CustomerState state) {
    return state.profile().equals(Profile.EMPTY) && state.activity().equals(Activity.EMPTY);
  }

  /** What stays of someone beside their orders: what they agreed to and refused. */
  public static CustomerState reduced(CustomerState state) {
    return CustomerState.empty(state.id()).with(state.consents().reduced());
  }

  /** What becomes of someone next, and when; empty for never. */
  public Optional<Due> due(CustomerState state) {
    if (state.consents().restriction() != null) {
      return Optional.empty();
    }
    return switch (standing(state)) {
      case VISITOR -> contact(state, retention.visitor()).map(at -> new Due(End.ERASED, at));
      case PROSPECT -> contact(state, retention.prospect()).map(at -> new Due(End.ERASED, at));
      case CUSTOMER -> contact(state, retention.customer()).map(at -> customer(state, at));
      case ACCOUNTS -> accounts(state).map(at -> new Due(End.ERASED, at));
    };
  }

  private Due customer(CustomerState state, Instant leaves) {
    Optional<Instant> accounts = accounts(state);
    boolean kept = accounts.isEmpty() || accounts.get().isAfter(leaves);
    return new Due(kept ? End.ORDERS_ONLY : End.ERASED, leaves);
  }

  /** What became of someone by an instant; empty while they are kept as they are. */
  public Optional<End> end(CustomerState state, Instant now) {
    Optional<Due> due = due(state).filter(each -> !each.at().isAfter(now));
    boolean settled = standing(state) != Standing.CUSTOMER || accounts(state).isEmpty();
    return settled || accounts(state).orElseThrow().isAfter(now)
        ? due.map(Due::end)
        : due.map(_ -> End.ERASED);
  }

  /** Who never did anything themselves is kept from when they were first heard of. */
  private Optional<Instant> contact(CustomerState state, @Nullable Period period) {
    Instant contact = state.activity().lastContact();
    Instant last = contact == null ? state.activity().firstSeen() : contact;
    return last == null || period == null
        ? Optional.empty()
        : Optional.of(Retention.after(last, period, zone));
  }

  /** When the orders are let go of; empty for never. */
  private Optional<Instant> accounts(CustomerState state) {
    Period period = retention.accounting();
    return period == null
        ? Optional.empty()
        : last(state.orders()).map(at -> Retention.after(at, period, zone));
  }

  private static Optional<Instant> last(Orders orders) {
    return orders.kept().flatMap(Keeping::dates).max(Instant::compareTo);
  }

  private static Stream<Instant> dates(Order order) {
    return Stream.of(
            Stream.of(order.placedAt()),
            Stream.ofNullable(order.returns().cancelledAt()),
            order.changes().stream().map(Order.Change::at),
            order.returns().repayments().stream().map(each -> each.refund().at()))
        .flatMap(each -> each);
  }

  /** Whether a record is of a kind that is kept no longer than it is old. */
  public boolean expired(JournalRecord record, Instant now) {
    return record.body() instanceof Body.Happened(var event)
        && retention.expired(event.name(), record.stamp().now(), now, zone);
  }

  /**
   * Whether what a kept record stated outlives a cut. Visits do not, nor what rules concluded of
   * data for a purpose: they are of all events around them, and may be read for that only.
   */
  public static boolean lasts(Fact fact) {
    return !fact.because().rule().equals(VisitFacts.RULE) && !StandingFacts.forPurposes(fact);
  }

  /** Whether a record is needed for accounts, or says who became one with whom. */
  public static boolean accounts(JournalRecord record) {
    return switch (record.body()) {
      case Body.Happened(var event) -> Retention.ACCOUNTS.contains(event.name());
      case Body.Regrouped _, Body.Delivered _, Body.Erased _, Body.Forgotten _ -> true;
      case Body.Asked _ -> false;
    };
  }
}
