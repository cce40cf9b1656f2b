package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.engine.EntityState;
import habitue.engine.Input;
import habitue.engine.Pledge;
import habitue.engine.Send;
import habitue.engine.Step;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fact;
import habitue.model.JournalRecord;
import habitue.model.Mode;
import habitue.model.Strand;
import habitue.store.disk.Disk;
import habitue.store.feed.Change;
import habitue.store.journal.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a range of slots: takes records in the order they came, lets due timers fire
 * before them, steps each entity, and writes a batch of what changed. It has no clock; time is what
 * the door stamped. A state is written without waiting for the disk, since the journal can always
 * give it again; what the brand is bound by, and answers, wait for it.
 *
 * <p>Not for several threads. {@link Crew} gives each its own.
 */
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final int TIMERS_AT_ONCE = 2_000;
  private static final long BATCH_BYTES = 8 << 20;
  private static final int FACTS_AT_ONCE = 500;

  private final Disk disk;
  private final Parts parts;
  private final Fold.Past past;
  private final Map<Integer, Slot> slots = new HashMap<>();
  private final Agenda agenda;
  private final Cache cache;
  private final Map<EntityId, Instant> refolds = new LinkedHashMap<>();
  private final Set<EntityId> retried = new HashSet<>();
  private final Page page;
  // Facts of refolds since the last write: they are kept in memory until then.
  private int restated;

  Worker(
      Disk disk,
      Parts parts,
      Fold.Past past,
      Outcomes outcomes,
      Consumer<List<Outbox.Letter>> courier,
      int cached) {
    this.disk = disk;
    this.parts = parts;
    this.past = past;
    this.page = new Page(disk, outcomes, courier);
    this.agenda = new Agenda(disk);
    this.cache = new Cache(cached);
  }

  /** Takes over a slot where it was left, with who waits to be folded anew. */
  void own(int number) {
    Slot slot = Slot.load(disk, number);
    slots.put(number, slot);
    Refolds.of(disk, number).forEach(id -> refolds.put(id, slot.time));
  }

  Slot slot(int number) {
    Slot slot = slots.get(number);
    if (slot == null) {
      throw new IllegalStateException("slot " + number + " is not this worker's");
    }
    return slot;
  }

  /** Works on records in their order of arrival, and writes what came of them. */
  void work(List<JournalRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    fireBefore(records);
    for (JournalRecord record : records) {
      Slot slot = slot(record.stamp().entity().slot());
      if (record.stamp().position() > slot.applied) {
        fire(slot, record.stamp().recordedAt());
        apply(slot, record);
      }
    }
    commit();
  }

  /** Lets everything due up to this time happen in all slots. */
  void tick(Instant time) {
    for (Slot slot : slots.values()) {
      fireAll(slot, time);
    }
    commit();
  }

  /** How many wait to be folded anew. */
  int refolding() {
    return refolds.size();
  }

  /**
   * Folds anew those who waited since before an instant, until it has taken this long.
   *
   * @return whether there is more to do
   */
  boolean refold(Instant waitingSince, long nanos) {
    long end = System.nanoTime() + nanos;
    List<EntityId> ready = new ArrayList<>();
    for (Map.Entry<EntityId, Instant> each : refolds.entrySet()) {
      if (!each.getValue().isAfter(waitingSince) && ready.size() < 1_000) {
        ready.add(each.getKey());
      }
    }
    for (EntityId id : ready) {
      if (System.nanoTime() > end) {
        commit();
        return true;
      }
      refoldWaiting(id);
      if (page.batch().bytes() > BATCH_BYTES || restated > FACTS_AT_ONCE) {
        commit();
      }
    }
    commit();
    return !ready.isEmpty();
  }

  private void refoldWaiting(EntityId id) {
    Entity<?> entity = entity(id);
    if (refolds.containsKey(id) && entity.frame().awaited() == null) {
      refold(entity);
    }
  }

  private void fireBefore(List<JournalRecord> records) {
    Instant first = records.getFirst().stamp().recordedAt();
    Instant last = records.getLast().stamp().recordedAt();
    for (Slot slot : slots.values()) {
      fireAll(slot, first);
      agenda.load(slot.number, last, Integer.MAX_VALUE);
    }
  }

  private void fireAll(Slot slot, Instant time) {
    boolean all = false;
    while (!all) {
      all = agenda.load(slot.number, time, TIMERS_AT_ONCE);
      fire(slot, time);
      if (!all) {
        commit();
      }
    }
  }

  private void fire(Slot slot, Instant time) {
    Agenda.Due due = agenda.poll(slot.number, time);
    while (due != null) {
      wake(slot, due);
      due = agenda.poll(slot.number, time);
    }
    if (time.isAfter(slot.time)) {
      slot.time = time;
      slot.moved = true;
    }
  }

  private void wake(Slot slot, Agenda.Due due) {
    Instant now = Instant.ofEpochMilli(due.due());
    Entity<?> entity = entity(due.id());
    Frame frame = entity.frame();
    if (now.equals(frame.wake()) && frame.awaited() == null && frame.halted() == null) {
      agenda.clear(entity.id(), now, page.batch());
      entity.frame(frame.waking(null));
      live(slot, entity, new Input.Woke(now), slot.applied);
    }
  }

  private void apply(Slot slot, JournalRecord record) {
    slot.applied = record.stamp().position();
    slot.moved = true;
    if (record.body() instanceof Body.Happened) {
      slot.processed++;
      slot.changes.add(new Change.Filed(slot.number, slot.applied));
    }
    Entity<?> entity = entity(record.stamp().entity());
    entity.frame(entity.frame().with(record.stamp().strand()));
    touch(entity);
    try {
      deliver(slot, entity, record);
    } catch (RuntimeException broken) {
      halt(slot, entity, broken);
    }
  }

  private <S extends EntityState> void deliver(Slot slot, Entity<S> entity, JournalRecord record) {
    switch (record.body()) {
      case Body.Regrouped regrouped -> regroup(slot, entity, record, regrouped);
      case Body.Delivered delivered when delivered.name().equals(HandOver.NAME) ->
          receive(slot, entity, record, HandOver.position(delivered));
      case Body.Happened happened -> take(slot, entity, record);
      case Body.Asked asked -> take(slot, entity, record);
      case Body.Delivered delivered -> take(slot, entity, record);
      case Body.Erased erased -> take(slot, entity, record);
    }
  }

  /** An ordinary input: folded now, or kept in the journal until the entity is ready for it. */
  private <S extends EntityState> void take(Slot slot, Entity<S> entity, JournalRecord record) {
    if (entity.frame().awaited() != null || entity.frame().halted() != null) {
      return;
    }
    if (record.stamp().mode() == Mode.HISTORY) {
      postpone(entity, slot.time);
    } else {
      live(slot, entity, new Input.Recorded(record), record.stamp().position());
    }
  }

  private <S extends EntityState> void live(
      Slot slot, Entity<S> entity, Input input, long position) {
    Step<S> step;
    try {
      step = entity.behaviour().step(parts.context(), entity.state(), input);
    } catch (RuntimeException broken) {
      halt(slot, entity, broken);
      return;
    }
    entity.state(step.state());
    bind(entity, input, position, step.pledges());
    for (Send send : step.sends()) {
      page.send(slot, entity.id(), send);
    }
    state(slot, entity.id(), step.facts());
    reschedule(entity, Fold.later(input.now(), step.wakeAt()));
    if (step.outcome() != null) {
      page.answer(position, step.outcome());
    }
    touch(entity);
  }

  private <S extends EntityState> void bind(
      Entity<S> entity, Input input, long position, List<Pledge> pledges) {
    int ordinal = 0;
    for (Pledge pledge : pledges) {
      Strand strand =
          input instanceof Input.Recorded(JournalRecord record)
              ? record.stamp().strand()
              : entity.frame().strands().getFirst();
      var commitment =
          new Commitment(
              entity.id(),
              strand,
              input.now(),
              position,
              ordinal++,
              pledge.name(),
              pledge.details(),
              pledge.because());
      past.commitments().append(commitment, page.batch());
      entity.state(entity.behaviour().commit(entity.state(), commitment));
      page.bind();
    }
  }

  private void state(Slot slot, EntityId id, List<Fact> facts) {
    if (!facts.isEmpty() && id instanceof CustomerId customer) {
      slot.changes.add(new Change.Stated(customer, facts));
      slot.facts += facts.size();
      slot.moved = true;
    }
  }

  /** A timer is moved only when it comes earlier; a later one fires as a silent second look. */
  private void reschedule(Entity<?> entity, @Nullable Instant wanted) {
    Instant set = entity.frame().wake();
    if (wanted == null || set != null && !wanted.isBefore(set)) {
      return;
    }
    if (set != null) {
      agenda.clear(entity.id(), set, page.batch());
    }
    agenda.set(entity.id(), wanted, page.batch());
    entity.frame(entity.frame().waking(wanted));
  }

  private <S extends EntityState> void regroup(
      Slot slot, Entity<S> entity, JournalRecord record, Body.Regrouped regrouped) {
    if (entity.frame().awaited() != null) {
      return;
    }
    long position = record.stamp().position();
    if (entity.id().equals(regrouped.taker())) {
      entity.frame(
          entity
              .frame()
              .withAll(regrouped.taking())
              .waiting(new Frame.Wait(position, record.stamp().recordedAt())));
      touch(entity);
      return;
    }
    page.send(slot, entity.id(), HandOver.send(regrouped.taker(), position + 1));
    page.bind();
    var left = new ArrayList<>(entity.frame().strands());
    left.removeAll(regrouped.moved());
    if (left.isEmpty() || regrouped.change() == Body.Change.JOIN) {
      retire(slot, entity, regrouped.taker());
    } else {
      entity.frame(entity.frame().with(left));
      refold(entity, position, record.stamp().recordedAt());
      touch(entity);
    }
  }

  private void retire(Slot slot, Entity<?> entity, CustomerId into) {
    Instant wake = entity.frame().wake();
    if (wake != null) {
      agenda.clear(entity.id(), wake, page.batch());
    }
    entity.erase(page.batch());
    page.gone(entity);
    cache.remove(entity.id());
    if (refolds.remove(entity.id()) != null) {
      Refolds.done(entity.id(), page.batch());
    }
    slot.changes.add(new Change.Retired((CustomerId) entity.id(), into));
  }

  /** The hand-over is in: the past is refolded, and what waited is lived. */
  private <S extends EntityState> void receive(
      Slot slot, Entity<S> entity, JournalRecord record, long position) {
    Frame.Wait wait = entity.frame().awaited();
    if (wait == null || wait.position() != position) {
      // Waited for later, after what is waited for now; it is met again while catching up.
      return;
    }
    entity.frame(entity.frame().waiting(null));
    refold(entity, position, wait.at());
    catchUp(slot, entity, position, record.stamp().position() - 1);
    fireOwn(slot, entity, record.stamp().recordedAt());
  }

  /** Lives through what came for an entity while it could take nothing. */
  private <S extends EntityState> void catchUp(Slot slot, Entity<S> entity, long after, long upTo) {
    List<JournalRecord> missed = new ArrayList<>();
    History.of(
        past.journal(),
        entity.frame().strands(),
        upTo,
        record -> {
          if (record.stamp().position() > after && record.stamp().entity().equals(entity.id())) {
            missed.add(record);
          }
        });
    missed.sort(Comparator.comparingLong(record -> record.stamp().position()));
    for (JournalRecord record : missed) {
      if (!cache.holds(entity)) {
        return;
      }
      fireOwn(slot, entity, record.stamp().recordedAt());
      deliver(slot, entity, record);
    }
  }

  private void fireOwn(Slot slot, Entity<?> entity, Instant time) {
    Instant wake = entity.frame().wake();
    while (wake != null
        && !wake.isAfter(time)
        && entity.frame().halted() == null
        && entity.frame().awaited() == null) {
      wake(slot, new Agenda.Due(wake.toEpochMilli(), entity.id()));
      wake = entity.frame().wake();
    }
  }

  private void refold(Entity<?> entity) {
    Slot slot = slot(entity.id().slot());
    try {
      refold(entity, slot.applied, slot.time);
    } catch (RuntimeException broken) {
      halt(slot, entity, broken);
    }
    if (refolds.remove(entity.id()) != null) {
      Refolds.done(entity.id(), page.batch());
    }
  }

  private <S extends EntityState> void refold(Entity<S> entity, long upTo, Instant time) {
    Fold<S> fold =
        Fold.of(
            entity.behaviour(),
            parts.context(),
            entity.id(),
            past,
            entity.frame().strands(),
            upTo,
            time);
    entity.state(fold.state());
    Instant set = entity.frame().wake();
    if (set != null) {
      agenda.clear(entity.id(), set, page.batch());
    }
    Instant wake = fold.wake();
    if (wake != null) {
      agenda.set(entity.id(), wake, page.batch());
    }
    if (entity.frame().halted() != null) {
      Halts.remove(entity.id(), page.batch());
    }
    entity.frame(entity.frame().waking(wake).halting(null).folded(parts.fingerprint()));
    if (entity.id() instanceof CustomerId customer) {
      slot(customer.slot()).changes.add(new Change.Restated(customer, fold.facts()));
      restated += fold.facts().size();
    }
    touch(entity);
  }

  private void postpone(Entity<?> entity, Instant since) {
    if (refolds.put(entity.id(), since) == null) {
      Refolds.add(entity.id(), page.batch());
    }
  }

  private void halt(Slot slot, Entity<?> entity, RuntimeException broken) {
    LOG.error(
        "{} is halted at position {}: {}; its inputs are kept",
        entity.id(),
        slot.applied,
        broken.getClass().getSimpleName(),
        broken);
    String reason = broken.getClass().getSimpleName();
    var halt = new Frame.Halt(slot.applied, slot.time, reason);
    entity.frame(entity.frame().halting(halt));
    Halts.add(entity.id(), halt, page.batch());
    touch(entity);
  }

  private Entity<?> entity(EntityId id) {
    Entity<?> cached = cache.find(id);
    return cached != null ? cached : load(parts.behaviour(id), id);
  }

  private <S extends EntityState> Entity<S> load(Behaviour<S> behaviour, EntityId id) {
    Entity<S> entity = Entity.load(disk, behaviour, id, parts.fingerprint());
    cache.add(entity);
    Frame.Halt halt = entity.frame().halted();
    if (entity.frame().awaited() != null) {
      return entity;
    }
    if (halt != null && retried.add(id)) {
      retry(entity, halt);
    } else if (entity.frame().fingerprint() != parts.fingerprint()) {
      refold(entity);
    }
    return entity;
  }

  /** Once in each run a halted entity gets another chance: the program may be another by now. */
  private <S extends EntityState> void retry(Entity<S> entity, Frame.Halt halt) {
    Slot slot = slot(entity.id().slot());
    try {
      refold(entity, halt.position() - 1, halt.at());
      catchUp(slot, entity, halt.position() - 1, slot.applied);
    } catch (RuntimeException broken) {
      halt(slot, entity, broken);
    }
  }

  private void touch(Entity<?> entity) {
    page.changed(entity);
    slot(entity.id().slot()).moved = true;
  }

  private void commit() {
    page.write(slots);
    restated = 0;
    cache.shrink();
  }
}
