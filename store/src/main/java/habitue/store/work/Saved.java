package habitue.store.work;

import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.feed.Person;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads customers as workers have written them, without being one. */
public final class Saved {
  private Saved() {}

  /**
   * A customer as written; folded anew in memory where it was written by another engine.
   *
   * @param refold folds a customer from the journal
   */
  public static Optional<Person> read(
      Disk disk, Parts parts, CustomerId id, Function<CustomerId, CustomerState> refold) {
    byte[][] bytes = new byte[parts.customers().parts()][];
    Arrays.fill(bytes, new byte[0]);
    Frame frame = null;
    byte[] from = Keys.of(id.slot(), id.number());
    try (Cursor cursor = disk.scan(Table.STATES, from, Keys.after(from))) {
      while (cursor.next()) {
        byte part = cursor.key()[9];
        if (part == Frame.PART) {
          frame = Frame.of(cursor.value());
        } else if (part < bytes.length) {
          bytes[part] = cursor.value();
        }
      }
    }
    return frame == null ? Optional.empty() : Optional.of(person(parts, frame, bytes, refold));
  }

  /**
   * The next customer of a scan of states; null when there is none.
   *
   * @param refold folds a customer from the journal, also one who waits for a hand-over
   */
  public static @Nullable Person next(
      Cursor cursor, Parts parts, Function<CustomerId, CustomerState> refold) {
    var all = new BitSet();
    all.set(0, parts.customers().parts());
    return next(cursor, parts, all, refold);
  }

  /**
   * The same, of whom only some parts are read: the others are those of someone unknown.
   *
   * @param wanted the places of those that are
   */
  public static @Nullable Person next(
      Cursor cursor, Parts parts, BitSet wanted, Function<CustomerId, CustomerState> refold) {
    byte[][] bytes = new byte[parts.customers().parts()][];
    Arrays.fill(bytes, new byte[0]);
    while (cursor.next()) {
      byte[] key = cursor.key();
      byte part = key[key.length - 1];
      if (part == Frame.PART) {
        Frame frame = Frame.of(cursor.value());
        if (frame.id() instanceof CustomerId) {
          return person(parts, frame, bytes, refold);
        }
        Arrays.fill(bytes, new byte[0]);
      } else if (part >= 0 && part < bytes.length && wanted.get(part)) {
        bytes[part] = cursor.value();
      }
    }
    return null;
  }

  /** The customers whose frames a scan of states meets. */
  public static void customers(Cursor cursor, Consumer<CustomerId> to) {
    while (cursor.next()) {
      byte[] key = cursor.key();
      if (key[key.length - 1] == Frame.PART
          && Frame.of(cursor.value()).id() instanceof CustomerId customer) {
        to.accept(customer);
      }
    }
  }

  private static Person person(
      Parts parts, Frame frame, byte[][] bytes, Function<CustomerId, CustomerState> refold) {
    var id = (CustomerId) frame.id();
    boolean outdated = frame.fingerprint() != parts.fingerprint();
    CustomerState state = outdated ? refold.apply(id) : parts.customers().read(id, bytes);
    Frame.@Nullable Halt halted = frame.halted();
    return new Person(
        id,
        state,
        frame.strands(),
        outdated || frame.awaited() != null,
        halted == null ? "" : halted.reason());
  }
}
