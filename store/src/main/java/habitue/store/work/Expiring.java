package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.engine.customer.CustomerState;
import habitue.engine.customer.Keeping;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.JournalRecord;
import habitue.model.Strand;
import habitue.store.disk.Batch;
import habitue.store.feed.Change;
import habitue.store.journal.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/*
 * What expires leaves an opening: the state as it was at a cut, from which every later fold begins.
 * The cut is where the shortest period ends, and moves only when it can move by a month, so that a
 * customer is cut a dozen times a year and not every hour. Records up to the cut whose own period
 * has ended go; those that are kept are folded again for what the opening leaves out.
 *
 * Records and opening change in one batch, and the state stays as it was. Facts of what went are
 * gone from the next fold, which is why the same batch says that the customer waits for one.
 */

/** Lets go of what expired of a customer, in the hands of the worker who owns them. */
public final class Expiring {
  /** How far a cut must be able to move before anyone is looked at again. */
  public static final Duration STRIDE = Duration.ofDays(30);

  // Nothing that came up to now is folded at a later time than this.
  private static final Duration AHEAD = Duration.ofDays(2);

  private final Parts parts;
  private final Fold.Past past;
  private final Keeping keeping;

  Expiring(Parts parts, Fold.Past past) {
    this.parts = parts;
    this.past = past;
    this.keeping = Keeping.of(parts.context());
  }

  /** Where someone stands: of whom, up to which position, by which time. */
  record Place(CustomerId id, List<Strand> strands, Slot slot) {}

  /**
   * Adds to a batch that records go and what is left of them.
   *
   * @return how many records go
   */
  int expire(Place place, CustomerState state, Instant now, Batch batch) {
    if (state.consents().restriction() != null) {
      return 0;
    }
    Optional<Keeping.End> end = keeping.end(state, now);
    if (end.isPresent()) {
      return end.get() == Keeping.End.ORDERS_ONLY ? reduce(place, batch) : 0;
    }
    Optional<Instant> cut = keeping.retention().cut(now, keeping.zone());
    boolean due = cut.isPresent() && !cut.get().isAfter(place.slot.time);
    return due && due(place.strands, cut.get()) ? cut(place, cut.get(), now, batch) : 0;
  }

  /** A cut never goes back behind an opening, as after a join with someone reduced. */
  private boolean due(List<Strand> strands, Instant cut) {
    return past.openings()
        .made(strands)
        .map(made -> !made.cut().plus(STRIDE).isAfter(cut))
        .orElseGet(
            () -> past.openings().of(strands).stream().noneMatch(made -> made.cut().isAfter(cut)));
  }

  private int cut(Place place, Instant at, Instant now, Batch batch) {
    var cut = new Cut<CustomerState>(at, record -> keeping.expired(record, now));
    Fold<CustomerState> fold =
        Fold.cut(parts, place.id, past, place.strands, place.slot.applied, place.slot.time, cut);
    if (cut.expired().isEmpty() && past.openings().of(place.strands).isEmpty()) {
      past.openings().put(Opening.blank(at, place.slot.applied, place.strands), batch);
      return 0;
    }
    Behaviour<CustomerState> customers = parts.customers();
    past.openings()
        .put(
            new Opening(
                at,
                place.slot.applied,
                place.strands,
                cut.wake(),
                packed(customers.opening(cut.state())),
                packed(customers.reading(fold.state())),
                shape(),
                cut.facts()),
            batch);
    remove(place, cut, batch);
    return cut.expired().size();
  }

  /** Only orders stay, and that someone refused something: it binds whoever meets them again. */
  private int reduce(Place place, Batch batch) {
    Instant at = place.slot.time.plus(AHEAD);
    var cut = new Cut<CustomerState>(at, record -> !Keeping.accounts(record));
    Fold<CustomerState> fold =
        Fold.cut(parts, place.id, past, place.strands, place.slot.applied, place.slot.time, cut);
    List<byte[]> left = packed(Keeping.reduced(fold.state()));
    past.openings()
        .put(
            new Opening(
                at, place.slot.applied, place.strands, null, left, left, shape(), List.of()),
            batch);
    remove(place, cut, batch);
    return cut.expired().size();
  }

  private void remove(Place place, Cut<?> cut, Batch batch) {
    for (JournalRecord record : cut.expired()) {
      past.journal().remove(record, batch);
      if (record.body() instanceof Body.Asked) {
        Outcomes.remove(record.stamp().position(), batch);
      }
    }
    List<Long> events = cut.events();
    if (!events.isEmpty()) {
      place.slot.changes.add(new Change.Expired(events));
    }
  }

  private List<String> shape() {
    return parts.customers().shape(parts.context());
  }

  private List<byte[]> packed(CustomerState state) {
    var packed = new ArrayList<byte[]>();
    for (int part = 0; part < parts.customers().parts(); part++) {
      packed.add(parts.customers().write(state, part));
    }
    return packed;
  }
}
