package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.engine.Binding;
import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.Input;
import habitue.model.EntityId;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One entity in the hands of its one writer: what is on disk, and what it has become since. */
@SuppressWarnings("ReferenceEquality") // States are immutable: the same object is the same state.
final class Entity<S extends EntityState> {
  private static final Logger LOG = LoggerFactory.getLogger(Entity.class);

  private final EntityId id;
  private final Behaviour<S> behaviour;
  private @Nullable S written;
  private @Nullable Frame writtenFrame;
  private S state;
  private Frame frame;

  private Entity(Behaviour<S> behaviour, S state, Frame frame) {
    this.id = frame.id();
    this.behaviour = behaviour;
    this.state = state;
    this.frame = frame;
  }

  /** Reads an entity, or makes one that has no past yet. */
  static <S extends EntityState> Entity<S> load(
      Disk disk, Behaviour<S> behaviour, EntityId id, Parts inForce) {
    int fingerprint = inForce.fingerprint();
    byte[][] parts = new byte[behaviour.parts()][];
    Arrays.fill(parts, new byte[0]);
    Frame frame = null;
    byte[] from = Keys.of(id.slot(), id.number());
    try (Cursor cursor = disk.scan(Table.STATES, from, Keys.after(from))) {
      while (cursor.next()) {
        byte part = cursor.key()[9];
        if (part == Frame.PART) {
          frame = Frame.of(cursor.value());
        } else if (part < parts.length) {
          parts[part] = cursor.value();
        }
      }
    }
    if (frame == null) {
      return fresh(behaviour, id, fingerprint);
    }
    int folded = frame.fingerprint();
    boolean known = folded == fingerprint || inForce.replaced(folded) != null;
    S state = known ? read(behaviour, id, parts) : null;
    Frame read = state != null ? frame : frame.folded(~fingerprint);
    var entity = new Entity<>(behaviour, state != null ? state : behaviour.initial(id), read);
    entity.written = state;
    entity.writtenFrame = frame;
    return entity;
  }

  /** The state as written; null for one that cannot be read, which the journal gives again. */
  private static <S extends EntityState> @Nullable S read(
      Behaviour<S> behaviour, EntityId id, byte[][] parts) {
    try {
      return behaviour.read(id, parts);
    } catch (RuntimeException unreadable) {
      LOG.warn("the state of {} cannot be read and is folded anew", id, unreadable);
      return null;
    }
  }

  /** One that is not on disk, or is about to be no more. */
  static <S extends EntityState> Entity<S> fresh(
      Behaviour<S> behaviour, EntityId id, int fingerprint) {
    return new Entity<>(behaviour, behaviour.initial(id), Frame.of(id, fingerprint));
  }

  EntityId id() {
    return id;
  }

  Behaviour<S> behaviour() {
    return behaviour;
  }

  S state() {
    return state;
  }

  Frame frame() {
    return frame;
  }

  /**
   * What an input comes to; nothing of it is kept yet.
   *
   * @param position of the record, or of the last one before a timer
   */
  Binding<S> lives(Context context, Input input, long position) {
    var place = new Binding.Place(id, frame.strands(), input, input.now(), position);
    return Binding.of(behaviour, context, state, place);
  }

  void state(S newState) {
    state = newState;
  }

  void frame(Frame newFrame) {
    frame = newFrame;
  }

  /** Where nothing is decided on what comes, the first of it is remembered. */
  void putOff(long position) {
    if (behaviour.putsOff(state)) {
      frame = frame.late(position);
    }
  }

  /** Folded anew, and decided on but where that is put off. */
  void folded(int fingerprint) {
    Frame fresh = frame.halting(null).folded(fingerprint);
    frame = behaviour.putsOff(state) ? fresh : fresh.decided();
  }

  /** Whether it was ever written. */
  boolean known() {
    return writtenFrame != null;
  }

  /** Whether it is on disk, waits for nothing, and is not halted. */
  boolean settled() {
    return known() && frame.awaited() == null && frame.halted() == null;
  }

  boolean changed() {
    return written != state || writtenFrame != frame;
  }

  /**
   * Adds what changed to a batch; it counts as written from here on. A part in which there is
   * nothing is not there: whoever looks at everyone passes over fewer.
   */
  void write(Batch batch) {
    byte[] prefix = Keys.of(id.slot(), id.number());
    S before = written;
    for (int part = 0; part < behaviour.parts(); part++) {
      if (before == null || !behaviour.same(before, state, part)) {
        byte[] key = Keys.with(prefix, (byte) part);
        byte[] bytes = behaviour.write(state, part);
        if (bytes.length > 0) {
          batch.put(Table.STATES, key, bytes);
        } else if (known()) {
          batch.delete(Table.STATES, key);
        }
      }
    }
    if (writtenFrame != frame) {
      batch.put(Table.STATES, Keys.with(prefix, Frame.PART), frame.bytes());
    }
    written = state;
    writtenFrame = frame;
  }

  /** Removes all of it: what it was lives on in another. */
  void erase(Batch batch) {
    byte[] prefix = Keys.of(id.slot(), id.number());
    List<Byte> parts = new ArrayList<>();
    for (int part = 0; part < behaviour.parts(); part++) {
      parts.add((byte) part);
    }
    parts.add(Frame.PART);
    parts.forEach(part -> batch.delete(Table.STATES, Keys.with(prefix, part)));
  }
}
