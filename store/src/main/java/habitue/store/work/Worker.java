package habitue.store.work;

import habitue.engine.Binding;
import habitue.engine.EntityState;
import habitue.engine.Input;
import habitue.engine.customer.CustomerState;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Mode;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.store.disk.Disk;
import habitue.store.disk.DiskFailed;
import habitue.store.feed.Change;
import habitue.store.journal.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The one writer of a range of slots: takes records in the order they came, lets due timers fire
 * before them, steps each entity, and writes a batch of what changed. It has no clock; time is what
 * the door stamped. A state is written without waiting for the disk, since the journal can always
 * give it again; what the brand is bound by, and answers, wait for it. For one thread.
 */
final class Worker {
  private static final int TIMERS_AT_ONCE = 2_000;

  private final Disk disk;
  private final Parts house;
  private final Fold.Past past;
  private final OwnSlots slots = new OwnSlots();
  private final Agenda agenda;
  private final Cache cache;
  private final Waiting refolds = new Waiting();
  private final Set<EntityId> retried = new HashSet<>();
  private final Page page;
  private Parts parts;

  Worker(Disk disk, Parts parts, Fold.Past past, Page page, int cached) {
    this.disk = disk;
    this.house = parts;
    this.parts = parts.pinned();
    this.past = past;
    this.page = page;
    this.agenda = new Agenda(disk);
    this.cache = new Cache(disk, cached);
  }

  /** Takes over a slot where it was left, with who waits to be folded anew or tried again. */
  void own(int number, List<Halts.Halted> halted) {
    Slot slot = Slot.load(disk, number);
    slots.add(slot);
    refolds.own(disk, slot, halted);
  }

  Slot slot(int number) {
    return slots.numbered(number);
  }

  /** What is put into force meanwhile holds from the next piece of work on. */
  private void begin() {
    int before = parts.fingerprint();
    parts = house.pinned();
    if (parts.fingerprint() != before) {
      retried.clear();
    }
  }

  /** Lists who of a slot was folded by what is no longer in force; how many wait now. */
  int outdate(int number) {
    begin();
    return refolds.outdate(disk, slot(number), parts.fingerprint());
  }

  /** Works on records in their order of arrival, and writes what came of them. */
  void work(List<JournalRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    begin();
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
    begin();
    for (Slot slot : slots.all()) {
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
    begin();
    long end = System.nanoTime() + nanos;
    List<EntityId> ready = refolds.ready(waitingSince);
    int done = 0;
    while (done < ready.size() && System.nanoTime() <= end) {
      refoldWaiting(ready.get(done++));
      if (page.full()) {
        commit();
      }
    }
    commit();
    return !ready.isEmpty();
  }

  /**
   * Lets go of what expired of a customer by an instant, unless they wait for something.
   *
   * @return how many records went
   */
  int expire(CustomerId id, Instant now) {
    begin();
    Entity<?> entity = entity(id);
    if (!entity.settled() || refolds.has(id) || !(entity.state() instanceof CustomerState state)) {
      return 0;
    }
    Slot slot = slot(id.slot());
    var place = new Expiring.Place(id, entity.frame().strands(), slot);
    int gone = new Expiring(parts, past).expire(place, state, now, page.batch());
    if (gone > 0) {
      page.bind();
      foldedAnew(entity, slot.time, slot.applied);
    }
    commit();
    return gone;
  }

  /** Wakes a customer once their slot is past an instant; negative while it is not. */
  int look(CustomerId id, Instant past) {
    begin();
    Slot slot = slot(id.slot());
    boolean ready = !slot.time.isBefore(past);
    if (ready && entity(id).settled() && !refolds.has(id)) {
      live(slot, entity(id), new Input.Woke(slot.time), slot.applied);
      commit();
    }
    return ready ? 1 : -1;
  }

  private void refoldWaiting(EntityId id) {
    Entity<?> entity = entity(id);
    if (refolds.has(id) && entity.frame().awaited() == null) {
      freshen(entity, slot(id.slot()).applied, slot(id.slot()).time);
    }
  }

  /**
   * Fires what is due before each slot's first record, and brings in what is due before its last.
   * Other slots wait for a tick: after a restart they may not be so far yet.
   */
  private void fireBefore(List<JournalRecord> records) {
    Instant last = records.getLast().stamp().recordedAt();
    for (Stamp first : OwnSlots.firsts(records)) {
      fireAll(slot(first.entity().slot()), first.recordedAt());
      agenda.load(first.entity().slot(), last, Integer.MAX_VALUE);
    }
  }

  private void fireAll(Slot slot, Instant time) {
    boolean all = false;
    while (!all) {
      all = agenda.load(slot.number, time, TIMERS_AT_ONCE);
      fire(slot, time);
      if (!all || page.full()) {
        commit();
      }
    }
  }

  private void fire(Slot slot, Instant time) {
    Agenda.Due due = agenda.poll(slot.number, time);
    while (due != null) {
      wake(slot, due, slot.applied);
      due = agenda.poll(slot.number, time);
    }
    if (time.isAfter(slot.time)) {
      slot.time = time;
      slot.moved = true;
    }
  }

  /**
   * @param position of the last record before it
   */
  private void wake(Slot slot, Agenda.Due due, long position) {
    Instant now = Instant.ofEpochMilli(due.due());
    Entity<?> entity = entity(due.id());
    if (entity.frame().awaited() == null && refolds.has(due.id())) {
      freshen(entity, position, slot.time.isBefore(now) ? slot.time : now.minusMillis(1));
    }
    Frame frame = entity.frame();
    if (now.equals(frame.wake()) && frame.awaited() == null && frame.halted() == null) {
      agenda.replace(entity, null, page.batch());
      live(slot, entity, new Input.Woke(now), position);
    }
  }

  private void apply(Slot slot, JournalRecord record) {
    // First of all, since whoever is folded anew while being read is so up to the record before.
    Entity<?> entity = entity(record.stamp().entity());
    slot.applied = record.stamp().position();
    slot.moved = true;
    if (record.body() instanceof Body.Happened) {
      slot.processed++;
      slot.changes.add(new Change.Filed(slot.number, slot.applied));
    }
    meet(slot, entity, record);
  }

  private void meet(Slot slot, Entity<?> entity, JournalRecord record) {
    if (HandOver.is(record.body()) && entity.frame().awaited() == null) {
      // Met before, while catching up; whom it was for may be gone since.
      return;
    }
    if (record.body() instanceof Body.Forgotten forgotten) {
      forget(slot, entity, record, forgotten);
      return;
    }
    entity.frame(entity.frame().with(record.stamp().strand()));
    touch(entity);
    try {
      deliver(slot, entity, record);
    } catch (RuntimeException broken) {
      halt(entity, record.stamp().position(), record.stamp().recordedAt(), broken);
    }
  }

  private <S extends EntityState> void deliver(Slot slot, Entity<S> entity, JournalRecord record) {
    switch (record.body()) {
      case Body.Regrouped regrouped -> regroup(slot, entity, record, regrouped);
      case Body.Delivered delivered when HandOver.is(delivered) ->
          receive(slot, entity, record, HandOver.position(delivered));
      case Body.Happened happened -> take(slot, entity, record);
      case Body.Asked asked -> take(slot, entity, record);
      case Body.Delivered delivered -> take(slot, entity, record);
      case Body.Erased _, Body.Forgotten _ -> {}
    }
  }

  /** An ordinary input: folded now, or kept in the journal until the entity is ready for it. */
  private <S extends EntityState> void take(Slot slot, Entity<S> entity, JournalRecord record) {
    if (entity.frame().awaited() != null || entity.frame().halted() != null) {
      return;
    }
    if (record.stamp().mode() == Mode.HISTORY) {
      entity.frame(entity.frame().late(record.stamp().position()));
      refolds.add(entity.id(), slot.time, page.batch());
      return;
    }
    long position = record.stamp().position();
    if (refolds.has(entity.id())) {
      // History came: it counts before anything is decided.
      freshen(entity, position - 1, record.stamp().recordedAt());
    }
    if (entity.frame().halted() == null) {
      live(slot, entity, new Input.Recorded(record), position);
    }
  }

  private <S extends EntityState> void live(
      Slot slot, Entity<S> entity, Input input, long position) {
    Binding<S> bound;
    try {
      bound = entity.lives(parts.context(), input, position);
    } catch (RuntimeException broken) {
      switch (input) {
        case Input.Recorded(JournalRecord record) ->
            halt(entity, position, record.stamp().recordedAt(), broken);
        case Input.Woke(Instant now) -> halt(entity, position + 1, now.minusMillis(1), broken);
      }
      return;
    }
    page.follow(slot, entity, bound, past.commitments());
    agenda.earlier(entity, bound.wakeAt(parts.context(), input.now()), page.batch());
    entity.putOff(position);
    touch(entity);
    if (bound.step().refold()) {
      // What may be read is another now. Nothing is written on the way: of a person who catches up,
      // the rest of what waited would be lost with the power.
      freshen(entity, position, input.now());
    }
    page.answer(position, bound.step());
  }

  /** Folded anew on what was just cut off too, which is written first. */
  private void foldedAnew(Entity<?> entity, Instant now, long position) {
    if (page.binds()) {
      refolds.add(entity.id(), now, page.batch());
      page.write(slots);
      agenda.written();
    }
    freshen(entity, position, now);
  }

  private <S extends EntityState> void regroup(
      Slot slot, Entity<S> entity, JournalRecord record, Body.Regrouped regrouped) {
    if (entity.frame().awaited() != null) {
      return;
    }
    long position = record.stamp().position();
    if (refolds.has(entity.id())) {
      // What came late is decided on by whom it came to.
      freshen(entity, position - 1, record.stamp().recordedAt());
    }
    if (entity.id().equals(regrouped.taker())) {
      Instant at = record.stamp().recordedAt();
      entity.frame(entity.frame().waiting(position, at, regrouped.taking()));
      touch(entity);
      return;
    }
    page.send(
        slot,
        entity.id(),
        HandOver.send(regrouped.taker(), position + 1, regrouped.taking().getFirst()));
    page.bind();
    var left = new ArrayList<>(entity.frame().strands());
    left.removeAll(regrouped.moved());
    if (left.isEmpty() || regrouped.change() == Body.Change.JOIN) {
      remove(entity);
      slot.changes.add(new Change.Retired(regrouped.giver(), regrouped.taker()));
    } else {
      entity.frame(entity.frame().with(left));
      past.openings().tidy(left, page.batch());
      refold(entity, position, record.stamp().recordedAt());
    }
  }

  private void remove(Entity<?> entity) {
    agenda.replace(entity, null, page.batch());
    entity.erase(page.batch());
    page.gone(entity);
    // Not read again before the batch lands: what it was is still on disk.
    cache.add(Entity.fresh(entity.behaviour(), entity.id(), parts.fingerprint()));
    if (entity.frame().halted() != null) {
      Halts.remove(entity.id(), page.batch());
    }
    refolds.done(entity.id(), page.batch());
  }

  /**
   * Lets go of a person. Someone who once had strands of theirs lives on: what was stated of them
   * meanwhile is stated anew without.
   */
  private void forget(Slot slot, Entity<?> entity, JournalRecord record, Body.Forgotten forgotten) {
    Forgetting.clear(disk, past.commitments(), slot, record, forgotten, page.batch());
    Frame left = Forgetting.left(entity.frame(), forgotten);
    if (left == null) {
      remove(entity);
      return;
    }
    entity.frame(left);
    touch(entity);
    if (left.awaited() == null) {
      freshen(entity, record.stamp().position(), slot.time);
    }
  }

  /** The hand-over is in: the past is refolded, and what waited is lived. */
  private <S extends EntityState> void receive(
      Slot slot, Entity<S> entity, JournalRecord record, long position) {
    Frame.Wait wait = entity.frame().awaited();
    if (wait == null || wait.position() != position) {
      // Waited for later, after what is waited for now; it is met again while catching up.
      return;
    }
    List<Strand> since = entity.frame().strands();
    entity.frame(entity.frame().arrived(wait));
    past.openings().tidy(entity.frame().strands(), page.batch());
    long before = record.stamp().position() - 1;
    if (refold(entity, position, wait.at())) {
      catchUp(slot, entity, since, position, before);
      fireOwn(slot, entity.id(), record.stamp().recordedAt(), before);
    }
  }

  /** Lives through what came for an entity while it could take nothing. */
  private void catchUp(Slot slot, Entity<?> entity, List<Strand> strands, long after, long upTo) {
    EntityId id = entity.id();
    List<JournalRecord> missed = History.after(past.journal(), strands, id, after, upTo);
    for (JournalRecord record : missed) {
      fireOwn(slot, id, record.stamp().recordedAt(), record.stamp().position() - 1);
      // Read anew each time: it may have been joined away and have come back.
      meet(slot, entity(id), record);
    }
  }

  private void fireOwn(Slot slot, EntityId id, Instant time, long position) {
    Entity<?> entity = entity(id);
    Instant wake = entity.frame().wake();
    while (wake != null
        && !wake.isAfter(time)
        && entity.frame().halted() == null
        && entity.frame().awaited() == null) {
      wake(slot, new Agenda.Due(wake.toEpochMilli(), id), position);
      wake = entity.frame().wake();
    }
  }

  /** Folds anew who waited for it; whoever is halted has to be tried again instead. */
  private void freshen(Entity<?> entity, long upTo, Instant time) {
    if (entity.frame().halted() == null) {
      refold(entity, upTo, time);
    }
    refolds.done(entity.id(), page.batch());
  }

  /** False where it broke, and the entity is halted with all up to there behind it. */
  private <S extends EntityState> boolean refold(Entity<S> entity, long upTo, Instant time) {
    Fold<S> fold;
    try {
      fold = Fold.of(entity, parts.context(), past.and(page.made()), upTo, time);
    } catch (DiskFailed failed) {
      throw failed;
    } catch (RuntimeException broken) {
      halt(entity, upTo + 1, time, broken);
      return false;
    }
    Fields moved = Moved.of(entity, fold.state(), parts, time);
    entity.state(fold.state());
    page.decided(slot(entity.id().slot()), entity.id(), fold, past.commitments());
    agenda.replace(entity, fold.wakeAt(time), page.batch());
    if (entity.frame().halted() != null) {
      Halts.remove(entity.id(), page.batch());
    }
    entity.folded(parts.fingerprint());
    if (entity.id() instanceof CustomerId customer) {
      page.restate(slot(customer.slot()), new Change.Restated(customer, fold.facts(), moved));
    }
    touch(entity);
    return true;
  }

  private void halt(Entity<?> entity, long position, Instant at, RuntimeException broken) {
    retried.add(entity.id());
    Halts.halt(entity, position, at, broken, page.batch());
    touch(entity);
  }

  /** As what is in force makes it: folded anew, or tried again, where it is not so yet. */
  private Entity<?> entity(EntityId id) {
    Entity<?> entity = cache.entity(id, parts, slot(id.slot()));
    Frame frame = entity.frame();
    if (frame.awaited() != null) {
      return entity;
    }
    if (frame.halted() == null && frame.fingerprint() != parts.fingerprint()) {
      freshen(entity, slot(id.slot()).applied, slot(id.slot()).time);
    } else if (frame.halted() != null && retried.add(id)) {
      retry(entity, frame.halted());
    }
    return entity;
  }

  /** Once in each run a halted entity gets another chance: the program may be another by now. */
  private void retry(Entity<?> entity, Frame.Halt halt) {
    Slot slot = slot(entity.id().slot());
    if (refold(entity, halt.position() - 1, halt.at())) {
      catchUp(slot, entity, entity.frame().strands(), halt.position() - 1, slot.applied);
      fireOwn(slot, entity.id(), slot.time, slot.applied);
    }
  }

  private void touch(Entity<?> entity) {
    page.changed(entity);
    slot(entity.id().slot()).moved = true;
  }

  private void commit() {
    page.write(slots);
    agenda.written();
    cache.shrink();
  }
}
