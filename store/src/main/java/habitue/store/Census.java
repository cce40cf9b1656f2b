package habitue.store;

import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.feed.Person;
import habitue.store.work.Parts;
import habitue.store.work.Saved;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everyone at one instant. It is one scan over all states, which shows them as they were when it
 * began, and goes over them as often as it is asked to; each is brought to the same instant, as if
 * their timers had told it. For one thread; close it soon, as it keeps old versions on disk.
 */
public final class Census implements AutoCloseable {
  private final Parts parts;
  private final Function<CustomerId, CustomerState> refold;
  private final Instant at;
  private final Cursor states;

  /**
   * @param parts which stay as they are
   * @param refold folds a customer from the journal, where the state was folded by others
   */
  Census(Disk disk, Parts parts, Function<CustomerId, CustomerState> refold, Instant at) {
    this.parts = parts;
    this.refold = refold;
    this.at = at;
    this.states = disk.scan(Table.STATES, Keys.of(0), Keys.after(new byte[] {(byte) 0xff}));
  }

  /** The parameters in force when it began. */
  public Context context() {
    return parts.context();
  }

  public Instant at() {
    return at;
  }

  /** Shows all, in the order of their keys. */
  public void everyone(Consumer<Person> to) {
    states.seek(Keys.of(0));
    Person next = Saved.next(states, parts, refold);
    while (next != null) {
      to.accept(woken(next));
      next = Saved.next(states, parts, refold);
    }
  }

  /** One of them again, the same as before. */
  public Optional<Person> person(CustomerId id) {
    states.seek(Keys.of(id.slot(), id.number()));
    @Nullable Person found = Saved.next(states, parts, refold);
    return Optional.ofNullable(found).filter(each -> each.id().equals(id)).map(this::woken);
  }

  private Person woken(Person person) {
    if (!person.halted().isEmpty()) {
      return person;
    }
    var input = new Input.Woke(at);
    CustomerState state = parts.customers().step(parts.context(), person.state(), input).state();
    return new Person(person.id(), state, person.strands(), person.refolding(), person.halted());
  }

  @Override
  public void close() {
    states.close();
  }
}
