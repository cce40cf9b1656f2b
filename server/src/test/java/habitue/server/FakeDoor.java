package habitue.server;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.playbook.Playbook;
import habitue.server.collect.Intake;
import habitue.server.collect.KnownPeople;
import habitue.store.door.Arrival;
import habitue.store.door.DoorClosed;
import habitue.store.door.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A door in memory that remembers what came in, can be held shut, and knows whom a test says. */
public final class FakeDoor implements Intake, KnownPeople {
  private final List<Arrival.EventArrival> filed = new ArrayList<>();
  private final Map<String, Long> positions = new HashMap<>();
  private final Map<Identifier, Contact> contacts = new HashMap<>();
  private volatile @Nullable CountDownLatch held;
  private volatile @Nullable String refusal;
  private volatile @Nullable Intake commands;

  @Override
  public List<String> births() {
    return Playbook.DEFAULT.sensitive().children().traits();
  }

  @Override
  public List<Receipt> accept(List<Arrival> arrivals) {
    String code = refusal;
    if (code != null) {
      throw new DoorClosed(code, "said the test");
    }
    await();
    synchronized (this) {
      return arrivals.stream().map(this::file).toList();
    }
  }

  private void await() {
    CountDownLatch latch = held;
    try {
      if (latch != null) {
        latch.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Receipt file(Arrival arrival) {
    Intake elsewhere = commands;
    if (elsewhere != null && arrival instanceof Arrival.Command) {
      return elsewhere.accept(List.of(arrival)).getFirst();
    }
    var event = (Arrival.EventArrival) arrival;
    String messageId = event.message().text("messageId").orElseThrow();
    Long before = positions.putIfAbsent(messageId, positions.size() + 1L);
    if (before != null) {
      return new Receipt.Duplicate(before);
    }
    filed.add(event);
    return new Receipt.Accepted(positions.size(), new CustomerId(1), Fields.NONE);
  }

  public synchronized List<Arrival.EventArrival> filed() {
    return List.copyOf(filed);
  }

  public Arrival.EventArrival lastFiled() {
    return filed().getLast();
  }

  public synchronized void clear() {
    filed.clear();
    positions.clear();
    contacts.clear();
    refusal = null;
  }

  /** Lets nothing through until the latch opens. */
  public void hold(@Nullable CountDownLatch until) {
    held = until;
  }

  /** Sends commands elsewhere, of which nothing is known here. */
  public void commandsTo(Intake elsewhere) {
    commands = elsewhere;
  }

  /** Refuses everything from now on, for this reason. */
  public void shut(String code) {
    refusal = code;
  }

  public void know(Identifier identifier, Contact contact) {
    contacts.put(identifier, contact);
  }

  @Override
  public Optional<Contact> find(Identifier identifier) {
    return Optional.ofNullable(contacts.get(identifier));
  }
}
