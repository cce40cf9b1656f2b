package habitue.engine.customer;

import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.attract.Activity;
import habitue.engine.attract.Coming;
import habitue.engine.attract.Visits;
import habitue.engine.engage.Interests;
import habitue.engine.identify.Profile;
import habitue.engine.reward.Book;
import habitue.engine.reward.earn.Acquaintance;
import habitue.engine.reward.earn.RewardCommands;
import habitue.engine.sell.basket.Basket;
import habitue.engine.sell.orders.Orders;
import habitue.engine.standing.Goal;
import habitue.engine.standing.Memory;
import habitue.engine.standing.Standing;
import habitue.engine.standing.StandingStep;
import habitue.engine.standing.Stands;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Reach;
import habitue.model.CustomerId;
import habitue.model.Stamp;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Condition;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/** All that is remembered of one customer. Bounded: each part says how much it keeps. */
public record CustomerState(
    CustomerId id,
    Profile profile,
    Activity activity,
    Visits visits,
    Interests interests,
    Basket basket,
    Orders orders,
    Consents consents,
    Standing standing,
    Book book)
    implements EntityState {

  public static CustomerState empty(CustomerId id) {
    return new CustomerState(
        id,
        Profile.EMPTY,
        Activity.EMPTY,
        Visits.EMPTY,
        Interests.EMPTY,
        Basket.EMPTY,
        Orders.NONE,
        Consents.NONE,
        Standing.NONE,
        Book.EMPTY);
  }

  /** The places of the written parts that a condition asks, with what {@link #reach} takes. */
  public static BitSet read(Condition when) {
    return CustomerPart.read(when.reads());
  }

  /** What it takes to tell by what they may be reached. */
  public Reach.Who reach() {
    return new Reach.Who(consents, profile, orders);
  }

  CustomerState with(Coming coming) {
    return new CustomerState(
        id,
        profile,
        coming.activity(),
        coming.visits(),
        interests,
        basket,
        orders,
        consents,
        standing,
        book);
  }

  CustomerState with(Orders fresh) {
    return new CustomerState(
        id, profile, activity, visits, interests, basket, fresh, consents, standing, book);
  }

  @SuppressWarnings("ReferenceEquality") // Whoever changes nothing hands on what was there.
  CustomerState with(Consents fresh) {
    return fresh == consents
        ? this
        : new CustomerState(
            id, profile, activity, visits, interests, basket, orders, fresh, standing, book);
  }

  @SuppressWarnings("ReferenceEquality") // Whoever changes nothing hands on what was there.
  CustomerState with(Standing fresh) {
    return fresh == standing
        ? this
        : new CustomerState(
            id, profile, activity, visits, interests, basket, orders, consents, fresh, book);
  }

  @SuppressWarnings("ReferenceEquality") // Whoever changes nothing hands on what was there.
  CustomerState with(Book fresh) {
    return fresh == book
        ? this
        : new CustomerState(
            id, profile, activity, visits, interests, basket, orders, consents, standing, fresh);
  }

  /** Where they stand at an instant, by names. */
  public Stands stands(Context context, Instant at) {
    return Stands.of(context, memory(), standing, at);
  }

  /**
   * Whether a condition of a playbook holds of them at an instant, as far as what was gathered for
   * this one tells: it may ask for nothing that was not gathered.
   */
  public boolean holds(Context context, Plan.Segment segment, Instant at) {
    return StandingStep.holds(
        context, memory(), standing, segment.when(), segment.named().purposes(), at);
  }

  /** Whether a rule's condition holds of them at an instant. */
  public boolean holds(Context context, Condition when, Instant at) {
    return StandingStep.holds(context, memory(), standing, when, when.purposes(), at);
  }

  /** They as challenges ask about them. */
  public Goal goal(Context context) {
    return Goal.of(context, memory(), standing);
  }

  /** What a rule asks about them, one by one, with the answers at an instant. */
  public List<Condition.Part> explained(Context context, Condition when, Instant at) {
    return StandingStep.explained(context, memory(), standing, when, at);
  }

  /** As whoever asks something of their points finds them. */
  RewardCommands.Meant meant(Context context, Stamp stamp, Foreknown foreknown) {
    return new RewardCommands.Meant(
        context,
        stamp,
        book,
        acquaintance(),
        foreknown.frozen(consents) || !foreknown.grown(consents, stamp),
        rule -> holds(context, rule, stamp.now()));
  }

  /** How friends and members are compared. */
  Acquaintance acquaintance() {
    return new Acquaintance(orders, profile);
  }

  /** What rules ask about. */
  public Memory memory() {
    return new Memory(profile, activity, basket, orders, consents, book);
  }
}
