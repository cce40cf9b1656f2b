package habitue.server;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.server.collect.Intake;
import habitue.server.collect.KnownPeople;
import habitue.server.collect.KnownSource;
import habitue.server.collect.Quarantine;
import habitue.server.collect.Quarantined;
import habitue.server.collect.SourceBook;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A store in memory, as far as the server needs one: it files what comes and forgets nothing. */
public final class FakeStore implements Intake, SourceBook, Quarantine, KnownPeople {
  private final List<Arrival.EventArrival> filed = new ArrayList<>();
  private final Map<String, Long> positions = new HashMap<>();
  private final Map<Integer, KnownSource> sources = new TreeMap<>();
  private final List<Quarantined> quarantined = new ArrayList<>();
  private final Map<Identifier, Contact> contacts = new HashMap<>();
  private volatile @Nullable CountDownLatch held;
  private volatile @Nullable String refusal;

  List<Object> others() {
    return List.of();
  }

  @Override
  public List<Receipt> accept(List<? extends Arrival> arrivals) {
    CountDownLatch latch = held;
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    synchronized (this) {
      return arrivals.stream().map(this::file).toList();
    }
  }

  private Receipt file(Arrival arrival) {
    if (refusal != null) {
      return new Receipt.Refused(refusal, "", "said the store");
    }
    if (!(arrival instanceof Arrival.EventArrival event)) {
      return new Receipt.Accepted(0, new CustomerId(1), Fields.NONE);
    }
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
    quarantined.clear();
    contacts.clear();
    refusal = null;
  }

  /** Lets nothing through the door until the latch opens. */
  public void hold(@Nullable CountDownLatch until) {
    held = until;
  }

  public void refuse(String code) {
    refusal = code;
  }

  public void know(Identifier identifier, Contact contact) {
    contacts.put(identifier, contact);
  }

  @Override
  public synchronized List<KnownSource> all() {
    return List.copyOf(sources.values());
  }

  @Override
  public synchronized void save(KnownSource source) {
    sources.put(source.source().number(), source);
  }

  @Override
  public synchronized void add(List<Quarantined> refused) {
    quarantined.addAll(refused);
  }

  @Override
  public synchronized List<Quarantined> newest(int limit, long before) {
    return quarantined.reversed().stream()
        .filter(each -> each.at().toEpochMilli() < before)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Contact> find(Identifier identifier) {
    return Optional.ofNullable(contacts.get(identifier));
  }
}
