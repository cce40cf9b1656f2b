package habitue.warehouse;

import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Step;
import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
import habitue.engine.identify.Spared;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Permits;
import habitue.model.Body;
import habitue.model.Consent;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Mode;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Slots;
import habitue.model.Source;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.model.Trust;
import habitue.store.feed.Change;
import habitue.store.feed.Chunk;
import habitue.store.feed.Feed;
import habitue.store.feed.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A store in memory around the real engine: one thread, no bytes, and failures on demand. */
public final class FakeStore implements Feed, Past {
  public static final Source WEB = new Source(1, "web shop", Trust.SERVER, "uk", "web");
  public static final Context BRAND =
      new Context("shop", "GBP", ZoneId.of("Europe/London"), Rates.NONE);

  private final CustomerBehaviour behaviour = new CustomerBehaviour();
  private final Map<String, Strand> strands = new HashMap<>();
  private final Map<Strand, CustomerId> owners = new HashMap<>();
  private final Map<CustomerId, Life> lives = new LinkedHashMap<>();
  private final List<TreeMap<Long, JournalRecord>> journal = new ArrayList<>();
  private final List<TreeMap<Long, Chunk>> chunks = new ArrayList<>();
  private final long[] sequences = new long[Slots.COUNT];
  private Duration pace = Duration.ofSeconds(1);
  private long position;
  private Instant clock = Instant.parse("2026-03-01T12:00:00Z");
  private long callsUntilFailure = Long.MAX_VALUE;

  /** One customer as folded so far. */
  private static final class Life {
    private final List<Strand> strands = new ArrayList<>();
    private final List<JournalRecord> records = new ArrayList<>();
    private List<Fact> facts = new ArrayList<>();
    private CustomerState state;

    Life(CustomerState state) {
      this.state = state;
    }
  }

  public FakeStore() {
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      journal.add(new TreeMap<>());
      chunks.add(new TreeMap<>());
    }
  }

  /** How long there is between one live message and the next: a second unless told. */
  public void pace(Duration between) {
    pace = between;
  }

  /** Files and folds a message as live. */
  public CustomerId live(String who, Fields message) {
    clock = clock.plus(pace);
    return accept(who, message, clock, Mode.LIVE, Reality.REAL, WEB);
  }

  /** Files and folds a message of the past. */
  public CustomerId history(String who, Instant at, Fields message) {
    return accept(who, message, at, Mode.HISTORY, Reality.REAL, WEB);
  }

  public synchronized CustomerId accept(
      String who, Fields message, Instant at, Mode mode, Reality reality, Source source) {
    position++;
    Strand strand = strands.computeIfAbsent(who, unseen -> new Strand(position));
    CustomerId customer = owners.computeIfAbsent(strand, unseen -> new CustomerId(strand.number()));
    Instant now = mode == Mode.LIVE ? clock : at;
    var stamp =
        new Stamp(
            position, at, clock, now, mode, strand, customer, source, Consent.UNSAID, reality);
    var filed = new JournalRecord(stamp, new Body.Happened(Event.of(message)));
    journal.get(strand.slot()).put(position, filed);
    List<Fact> facts = fold(customer, strand, filed);
    tell(
        customer,
        new Change.Filed(strand.slot(), position),
        new Change.Stated(customer, facts),
        new Change.Touched(customer));
    return customer;
  }

  private List<Fact> fold(CustomerId customer, Strand strand, JournalRecord filed) {
    Life life = lives.computeIfAbsent(customer, unseen -> new Life(behaviour.initial(customer)));
    if (!life.strands.contains(strand)) {
      life.strands.add(strand);
    }
    life.records.add(filed);
    return step(life, filed);
  }

  private List<Fact> step(Life life, JournalRecord filed) {
    Step<CustomerState> step = behaviour.step(BRAND, life.state, new Input.Recorded(filed));
    life.state = step.state();
    life.facts.addAll(step.facts());
    return step.facts();
  }

  /** Joins one customer into another, who is folded anew over both pasts. */
  public synchronized void join(CustomerId loser, CustomerId winner) {
    Life lost = life(loser);
    Life won = life(winner);
    lives.remove(loser);
    lost.strands.forEach(strand -> owners.put(strand, winner));
    won.strands.addAll(lost.strands);
    won.records.addAll(lost.records);
    tell(loser, new Change.Retired(loser, winner));
    refold(winner);
  }

  /** Folds a customer anew, in order. */
  public synchronized void refold(CustomerId customer) {
    Life life = life(customer);
    life.records.sort(JournalRecord::compareTo);
    life.state = behaviour.initial(customer);
    life.facts = new ArrayList<>();
    life.records.forEach(filed -> step(life, filed));
    tell(
        customer,
        new Change.Restated(customer, List.copyOf(life.facts)),
        new Change.Touched(customer));
  }

  /** Forgets a customer whole. */
  public synchronized void erase(CustomerId customer) {
    lives.remove(customer);
    tell(customer, new Change.Touched(customer));
  }

  private Life life(CustomerId customer) {
    return Optional.ofNullable(lives.get(customer)).orElseThrow();
  }

  private void tell(CustomerId customer, Change... changes) {
    int slot = customer.slot();
    long sequence = ++sequences[slot];
    chunks.get(slot).put(sequence, new Chunk(slot, sequence, List.of(changes)));
  }

  /** The so-manieth call from now on fails, and every later one, as if the process died. */
  public synchronized void failAfter(long calls) {
    callsUntilFailure = calls;
  }

  private void mayFail() {
    if (--callsUntilFailure < 0) {
      throw new IllegalStateException("killed here");
    }
  }

  @Override
  public synchronized void advance() {
    mayFail();
  }

  @Override
  public synchronized List<Chunk> read(int slot, long afterSequence, int limit) {
    return chunks.get(slot).tailMap(afterSequence, false).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized Optional<JournalRecord> record(int slot, long position) {
    mayFail();
    return Optional.ofNullable(journal.get(slot).get(position));
  }

  @Override
  public synchronized Optional<JournalRecord> spared(JournalRecord record) {
    Consents consents =
        Optional.ofNullable(owners.get(record.stamp().strand()))
            .map(lives::get)
            .map(life -> life.state.consents())
            .orElse(Consents.NONE);
    return record.body() instanceof Body.Happened(Event event)
            && event.kind() == EventKind.IDENTIFY
            && !Permits.grown(consents, record.stamp())
        ? Optional.of(
            new JournalRecord(
                record.stamp(),
                new Body.Happened(Spared.of(event, BRAND.playbook().sensitive().children()))))
        : Optional.empty();
  }

  @Override
  public Reality reality(JournalRecord record) {
    return record.stamp().reality();
  }

  @Override
  public synchronized Optional<Person> person(CustomerId id) {
    mayFail();
    return Optional.ofNullable(lives.get(id))
        .map(life -> new Person(id, life.state, life.strands, false, ""));
  }

  @Override
  public synchronized void release(int slot, long throughSequence) {
    mayFail();
    chunks.get(slot).headMap(throughSequence, true).clear();
  }

  @Override
  public synchronized long count() {
    return lives.size();
  }

  @Override
  public void records(int slot, Consumer<JournalRecord> to) {
    List<JournalRecord> all;
    synchronized (this) {
      all = List.copyOf(journal.get(slot).values());
    }
    all.forEach(to);
  }

  @Override
  public void customers(Consumer<CustomerId> to) {
    List<CustomerId> all;
    synchronized (this) {
      all = List.copyOf(lives.keySet());
    }
    all.forEach(to);
  }

  @Override
  public synchronized List<Fact> facts(CustomerId customer) {
    return List.copyOf(life(customer).facts);
  }

  /** Everyone, as the engine left them. */
  public synchronized Map<CustomerId, CustomerState> states() {
    var states = new LinkedHashMap<CustomerId, CustomerState>();
    lives.forEach((id, life) -> states.put(id, life.state));
    return states;
  }

  /** All facts that hold now. */
  public synchronized List<Fact> allFacts() {
    return lives.values().stream().flatMap(life -> life.facts.stream()).toList();
  }

  public synchronized Instant clock() {
    return clock;
  }

  /** All events filed, in order. */
  public synchronized List<JournalRecord> events() {
    return journal.stream()
        .flatMap(slot -> slot.values().stream())
        .sorted((a, b) -> Long.compare(a.stamp().position(), b.stamp().position()))
        .toList();
  }
}
