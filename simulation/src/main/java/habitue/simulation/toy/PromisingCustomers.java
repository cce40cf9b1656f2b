package habitue.simulation.toy;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Owed;
import habitue.engine.Pledge;
import habitue.engine.Step;
import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Customers as they are, to whom the brand also promises something for every order, and when a
 * visit ends by the clock; and who break on what they are told to break on.
 */
public final class PromisingCustomers implements Behaviour<CustomerState> {
  public static final String ORDER_THANKED = "Order Thanked";
  public static final String VISIT_THANKED = "Visit Thanked";

  private final Behaviour<CustomerState> customers;
  private final int version;
  private final Predicate<Body.Happened> poison;

  public PromisingCustomers(int version, Predicate<Body.Happened> poison) {
    this(new CustomerBehaviour(), version, poison);
  }

  private PromisingCustomers(
      Behaviour<CustomerState> customers, int version, Predicate<Body.Happened> poison) {
    this.customers = customers;
    this.version = version;
    this.poison = poison;
  }

  @Override
  public PromisingCustomers knowing(CustomerState end) {
    return new PromisingCustomers(customers.knowing(end), version, poison);
  }

  public static PromisingCustomers healthy(int version) {
    return new PromisingCustomers(version, happened -> false);
  }

  @Override
  public int version() {
    return customers.version() * 1_000 + version;
  }

  @Override
  public CustomerState initial(EntityId id) {
    return customers.initial(id);
  }

  @Override
  public Step<CustomerState> step(Context context, CustomerState state, Input input) {
    Step<CustomerState> step = customers.step(context, state, input);
    var pledges = new ArrayList<>(step.pledges());
    switch (input) {
      case Input.Recorded(JournalRecord(var stamp, Body.Happened happened)) -> {
        if (poison.test(happened)) {
          throw new IllegalStateException("poison");
        }
        if (happened.event().name().equals("Order Completed")) {
          pledges.add(pledge(ORDER_THANKED, happened, stamp.position()));
        }
      }
      case Input.Woke(Instant now) when !step.facts().isEmpty() ->
          pledges.add(
              new Pledge(VISIT_THANKED, Fields.NONE.with("at", now.toString()), because(0)));
      case Input.Recorded _, Input.Woke _ -> {}
    }
    return new Step<>(
        step.state(),
        step.facts(),
        pledges,
        step.sends(),
        step.wakeAt(),
        step.outcome(),
        step.answers(),
        step.refold());
  }

  @Override
  public CustomerState opening(CustomerState state) {
    return customers.opening(state);
  }

  @Override
  public CustomerState reading(CustomerState end) {
    return customers.reading(end);
  }

  @Override
  public List<String> shape(Context context) {
    return customers.shape(context);
  }

  @Override
  public Set<String> unknown(Context context, List<String> shape) {
    return customers.unknown(context, shape);
  }

  @Override
  public CustomerState opened(Context context, Kept<CustomerState> opening) {
    return customers.opened(context, opening);
  }

  @Override
  public CustomerState merged(CustomerState earlier, CustomerState later) {
    return customers.merged(earlier, later);
  }

  @Override
  public Step<CustomerState> again(
      Context context, CustomerState state, JournalRecord covered, Set<String> unknown) {
    return customers.again(context, state, covered, unknown);
  }

  @Override
  public CustomerState commit(CustomerState state, Commitment commitment) {
    return customers.commit(state, commitment);
  }

  @Override
  public Owed dues(Context context, Turn<CustomerState> turn, CustomerState booked, Instant now) {
    return customers.dues(context, turn, booked, now);
  }

  @Override
  public @Nullable Step<CustomerState> bound(
      Context context, CustomerState state, Commitment last) {
    return customers.bound(context, state, last);
  }

  @Override
  public @Nullable Instant due(Context context, CustomerState state, Instant after) {
    return customers.due(context, state, after);
  }

  @Override
  public CustomerState booked(CustomerState state, CustomerState book) {
    return customers.booked(state, book);
  }

  @Override
  public List<Fact> told(Commitment commitment) {
    return customers.told(commitment);
  }

  @Override
  public @Nullable PromisingCustomers catchingUp(
      Context context, CustomerState known, List<Commitment> made, long from) {
    Behaviour<CustomerState> late = customers.catchingUp(context, known, made, from);
    return late == null ? null : new PromisingCustomers(late, version, poison);
  }

  @Override
  public int parts() {
    return customers.parts();
  }

  @Override
  public boolean same(CustomerState one, CustomerState other, int part) {
    return customers.same(one, other, part);
  }

  @Override
  public byte[] write(CustomerState state, int part) {
    return customers.write(state, part);
  }

  @Override
  public CustomerState read(EntityId id, byte[][] parts) {
    return customers.read(id, parts);
  }

  private static Pledge pledge(String name, Body.Happened happened, long position) {
    String message = happened.event().message().text("messageId").orElse("");
    return new Pledge(name, Fields.NONE.with("message", message), because(position));
  }

  private static Because because(long position) {
    return new Because(position, "toy", "toy", 1, Fields.NONE);
  }
}
