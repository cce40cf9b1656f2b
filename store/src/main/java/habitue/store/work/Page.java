package habitue.store.work;

import habitue.engine.Binding;
import habitue.engine.EntityState;
import habitue.engine.Send;
import habitue.engine.Step;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.feed.Change;
import habitue.store.feed.ChunkCodec;
import habitue.store.feed.Outgoing;
import habitue.store.journal.Commitments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a worker is about to write: states, timers, sends, commitments and news for followers land
 * in one batch. Where someone is bound by it, the disk is waited for, and only then are answers
 * told and sends posted.
 */
final class Page {
  private static final long BYTES = 8 << 20;
  private static final int ENTITIES = 2_000;
  private static final int FACTS = 500;

  private final Disk disk;
  private final Outcomes outcomes;
  private final Consumer<List<Outbox.Letter>> courier;
  private final Outgoing outgoing;
  private final Set<Entity<?>> changed = new LinkedHashSet<>();
  private final List<Outbox.Letter> letters = new ArrayList<>();
  private final List<Commitment> made = new ArrayList<>();
  private final Map<Long, Fields> answers = new HashMap<>();
  private Batch batch = new Batch();
  private boolean binding;
  private int restated;

  Page(Disk disk, Outcomes outcomes, Consumer<List<Outbox.Letter>> courier, Outgoing outgoing) {
    this.disk = disk;
    this.outcomes = outcomes;
    this.courier = courier;
    this.outgoing = outgoing;
  }

  Batch batch() {
    return batch;
  }

  void changed(Entity<?> entity) {
    changed.add(entity);
  }

  /** It is no more, so nothing of it is to be written. */
  void gone(Entity<?> entity) {
    changed.remove(entity);
  }

  /** What an input came to, but for when the entity is woken next. */
  <S extends EntityState> void follow(
      Slot slot, Entity<S> entity, Binding<S> bound, Commitments commitments) {
    entity.state(bound.state());
    bind(bound.commitments(), commitments);
    for (Send send : bound.sends()) {
      send(slot, entity.id(), send);
    }
    slot.state(entity.id(), bound.facts());
  }

  /** What a fold decided of what came late. */
  void decided(Slot slot, EntityId id, Fold<?> fold, Commitments commitments) {
    bind(fold.decided(), commitments);
    fold.sends().forEach(send -> send(slot, id, send));
  }

  /** What the brand is bound by from now on. */
  void bind(List<Commitment> decided, Commitments commitments) {
    for (Commitment commitment : decided) {
      commitments.append(commitment, batch);
      made.add(commitment);
      bind();
    }
  }

  /** All facts of a customer anew: they are kept in memory until they are written. */
  void restate(Slot slot, Change.Restated change) {
    slot.changes.add(change);
    restated += change.facts().size();
  }

  /** Whether it holds as much as is kept in memory between two writes. */
  boolean full() {
    return changed.size() > ENTITIES || restated > FACTS || batch.bytes() > BYTES;
  }

  void send(Slot slot, EntityId from, Send send) {
    letters.add(Outbox.put(from, ++slot.sends, send, batch));
    slot.moved = true;
  }

  /** The commitments in it, which no reader of the disk sees yet. */
  List<Commitment> made() {
    return made;
  }

  /**
   * @param own the position of what the step is of
   */
  void answer(long own, Step<?> step) {
    Fields outcome = step.outcome();
    if (outcome != null) {
      long position = step.answers() == 0 ? own : step.answers();
      Outcomes.put(position, outcome, batch);
      answers.put(position, outcome);
      binding = true;
    }
  }

  /** The disk must be waited for. */
  void bind() {
    binding = true;
  }

  /** Whether something waits to be written that the journal cannot give again. */
  boolean binds() {
    return binding;
  }

  void write(OwnSlots slots) {
    for (Entity<?> entity : changed) {
      entity.write(batch);
      if (entity.id() instanceof CustomerId customer) {
        slots.of(customer).changes.add(new Change.Touched(customer));
      }
    }
    changed.clear();
    var told = new ArrayList<Outgoing.Telling>();
    slots.all().forEach(slot -> close(slot, told));
    if (!told.isEmpty()) {
      telling(told);
    } else if (!batch.isEmpty()) {
      disk.write(batch, binding);
    }
    batch = new Batch();
    made.clear();
    binding = false;
    restated = 0;
    // Before the answers, so that whoever goes by one comes after what was sent with it.
    if (!letters.isEmpty()) {
      courier.accept(List.copyOf(letters));
      letters.clear();
    }
    answers.forEach(outcomes::tell);
    answers.clear();
  }

  private void telling(List<Outgoing.Telling> told) {
    long ticket = outgoing.append(told, batch);
    try {
      disk.write(batch, binding);
    } finally {
      outgoing.landed(ticket);
    }
  }

  private void close(Slot slot, List<Outgoing.Telling> told) {
    if (!slot.changes.isEmpty()) {
      slot.changes.stream()
          .filter(Outgoing::tells)
          .forEach(change -> told.add(new Outgoing.Telling(slot.time, change)));
      slot.sequence++;
      batch.put(Table.FEED, Keys.of(slot.number, slot.sequence), ChunkCodec.write(slot.changes));
      slot.changes.clear();
      slot.moved = true;
    }
    if (slot.moved) {
      batch.put(Table.META, Slot.key(slot.number), slot.bytes());
      slot.moved = false;
    }
  }
}
