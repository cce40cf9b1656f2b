package habitue.engine.customer;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.engine.Input;
import habitue.engine.Marks;
import habitue.engine.Step;
import habitue.engine.attract.ActivityStep;
import habitue.engine.attract.Coming;
import habitue.engine.engage.Interests;
import habitue.engine.engage.InterestsStep;
import habitue.engine.identify.Profile;
import habitue.engine.identify.ProfileStep;
import habitue.engine.sell.basket.Basket;
import habitue.engine.sell.basket.BasketStep;
import habitue.engine.sell.orders.Orders;
import habitue.engine.sell.orders.OrdersStep;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Reality;
import habitue.model.Stamp;
import habitue.model.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a customer lives: each event is folded by every capability in turn. */
public final class CustomerBehaviour implements Behaviour<CustomerState> {
  private static final int VERSION = 3;
  private static final CustomerPart[] PARTS = CustomerPart.values();

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public CustomerState initial(EntityId id) {
    return CustomerState.empty((CustomerId) id);
  }

  @Override
  public Step<CustomerState> step(Context context, CustomerState state, Input input) {
    var findings = new Findings(VERSION);
    return switch (input) {
      case Input.Woke(Instant now) -> done(woke(state, now, findings), findings, null);
      case Input.Recorded(JournalRecord record) -> recorded(context, state, record, findings);
    };
  }

  private static Step<CustomerState> recorded(
      Context context, CustomerState state, JournalRecord record, Findings findings) {
    Stamp stamp = record.stamp();
    boolean real = stamp.reality() == Reality.REAL;
    return switch (record.body()) {
      case Body.Happened happened when Marks.real(context, stamp, happened.event()) -> {
        var happening = new Happening(context, stamp, happened.event());
        yield done(happened(state, happening, findings), findings, null);
      }
      case Body.Regrouped regrouped when real -> {
        Regrouping.state(state.id(), stamp, regrouped, findings);
        yield done(state, findings, null);
      }
      case Body.Asked _ -> done(state, findings, Fields.of("code", Value.of("unknown-command")));
      case Body.Happened _, Body.Regrouped _, Body.Delivered _, Body.Erased _, Body.Forgotten _ ->
          done(state, findings, null);
    };
  }

  private static CustomerState woke(CustomerState state, Instant now, Findings findings) {
    var coming = new Coming(state.activity(), state.visits());
    Coming after = ActivityStep.woke(coming, now, findings);
    return after.equals(coming) ? state : with(state, after);
  }

  private static CustomerState happened(
      CustomerState state, Happening happening, Findings findings) {
    var before = new Coming(state.activity(), state.visits());
    Coming coming = ActivityStep.step(before, happening, findings);
    Profile profile = ProfileStep.step(state.profile(), happening, findings);
    Orders orders = OrdersStep.step(state.orders(), happening, findings);
    boolean ordered = orders.count() > state.orders().count();
    return new CustomerState(
        state.id(),
        profile,
        coming.activity(),
        coming.visits(),
        interests(state.interests(), happening, ordered),
        basket(state.basket(), happening, ordered),
        orders);
  }

  private static Interests interests(Interests old, Happening happening, boolean ordered) {
    return ordered
        ? InterestsStep.bought(old, happening.event(), happening.at())
        : InterestsStep.step(old, happening);
  }

  private static Basket basket(Basket old, Happening happening, boolean ordered) {
    return ordered ? BasketStep.ordered(old, happening) : BasketStep.step(old, happening);
  }

  private static CustomerState with(CustomerState state, Coming coming) {
    return new CustomerState(
        state.id(),
        state.profile(),
        coming.activity(),
        coming.visits(),
        state.interests(),
        state.basket(),
        state.orders());
  }

  private static Step<CustomerState> done(
      CustomerState state, Findings findings, @Nullable Fields outcome) {
    Instant wakeAt = state.activity().wakeAt().orElse(null);
    return new Step<>(state, findings.facts(), List.of(), List.of(), wakeAt, outcome);
  }

  /** The brand commits to nothing towards customers yet. */
  @Override
  public CustomerState commit(CustomerState state, Commitment commitment) {
    return state;
  }

  @Override
  public int parts() {
    return PARTS.length;
  }

  @Override
  public boolean same(CustomerState one, CustomerState other, int part) {
    return CustomerCodec.same(one, other, PARTS[part]);
  }

  @Override
  public byte[] write(CustomerState state, int part) {
    return CustomerCodec.write(state, PARTS[part]);
  }

  @Override
  public CustomerState read(EntityId id, byte[][] parts) {
    return CustomerCodec.read((CustomerId) id, parts);
  }
}
