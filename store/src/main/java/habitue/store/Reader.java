package habitue.store;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.Marks;
import habitue.engine.customer.CustomerState;
import habitue.engine.identify.Spared;
import habitue.engine.reward.Book;
import habitue.engine.reward.RewardFacts;
import habitue.engine.sell.orders.OrderFacts;
import habitue.engine.standing.Points;
import habitue.engine.standing.StandingFacts;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Permits;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Fact;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.IdentifierType.Strength;
import habitue.model.JournalRecord;
import habitue.model.Reality;
import habitue.model.SharedId;
import habitue.model.Slots;
import habitue.model.Strand;
import habitue.playbook.plan.Plan;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.door.LookUp;
import habitue.store.door.Tokens;
import habitue.store.feed.Person;
import habitue.store.journal.History;
import habitue.store.work.Fold;
import habitue.store.work.Parts;
import habitue.store.work.Progress;
import habitue.store.work.Saved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Everything one may ask of the store. For any thread; sees what the workers have written. */
public final class Reader {
  private static final int MOST_ITEMS = 1_000;

  /** Events that say who someone is. */
  static final Set<EventKind> ABOUT_THEM = Set.of(EventKind.IDENTIFY, EventKind.GROUP);

  private final Disk disk;
  private final Parts parts;
  private final Fold.Past past;
  private final LookUp lookUp;

  Reader(Disk disk, Parts parts, Fold.Past past, Tokens tokens) {
    this.disk = disk;
    this.parts = parts;
    this.past = past;
    this.lookUp = new LookUp(disk, tokens);
  }

  /** What happened to a customer, or was concluded. */
  public sealed interface TimelineItem {
    Instant at();

    long position();

    /**
     * An event of theirs.
     *
     * @param granted what was given for it
     */
    record EventItem(JournalRecord record, List<Fact> granted) implements TimelineItem {
      public EventItem {
        granted = List.copyOf(granted);
      }

      @Override
      public Instant at() {
        return record.stamp().at();
      }

      @Override
      public long position() {
        return record.stamp().position();
      }
    }

    /** Something stated about them. */
    record FactItem(Fact fact) implements TimelineItem {
      @Override
      public Instant at() {
        return fact.at();
      }

      @Override
      public long position() {
        return fact.because().position();
      }
    }
  }

  /**
   * Which part of a timeline is wanted.
   *
   * @param ordersOnce leaves out the event of an order where a fact tells it too, with its reason
   * @param before the number of items already seen
   */
  public record TimelineQuery(
      boolean events, boolean facts, boolean ordersOnce, int before, int limit) {
    public TimelineQuery(boolean events, boolean facts, int before, int limit) {
      this(events, facts, false, before, limit);
    }
  }

  /** A person may be the same as another. */
  public record Suggestion(CustomerId customer, String reason) {}

  /** What each side of a split would be. */
  public record SplitPreview(CustomerState staying, CustomerState leaving) {}

  /** A customer folded from the beginning. */
  public record Restated(CustomerState state, List<Fact> facts, List<Strand> strands) {}

  public LookUp identities() {
    return lookUp;
  }

  public Optional<CustomerId> resolve(Identifier identifier) {
    return lookUp.resolve(identifier);
  }

  public Optional<CustomerId> resolve(CustomerId id) {
    return lookUp.resolve(id);
  }

  /** The customer that a record is filed with; empty where it is not kept, or nobody has it. */
  public Optional<CustomerId> whose(long position) {
    return IntStream.range(0, Slots.COUNT)
        .mapToObj(slot -> past.journal().read(slot, position))
        .flatMap(Optional::stream)
        .findFirst()
        .flatMap(record -> lookUp.owner(record.stamp().strand()));
  }

  /** A customer by exactly this id; empty when joined into another. */
  public Optional<Person> person(CustomerId id) {
    return Saved.read(disk, parts, id, this::restate);
  }

  /** The newest first; events and facts of one record together, the fact above its event. */
  public List<TimelineItem> timeline(CustomerId id, TimelineQuery query) {
    List<Strand> strands = strands(id);
    var items = new ArrayList<TimelineItem>();
    if (query.events()) {
      History.of(
          past.journal(),
          strands,
          Long.MAX_VALUE,
          record -> {
            if (record.body() instanceof Body.Happened) {
              items.add(new TimelineItem.EventItem(record, List.of()));
            }
          });
    }
    if (query.facts()) {
      List<Fact> facts = fold(id, strands).facts();
      if (query.ordersOnce()) {
        Set<Long> told = orders(facts);
        items.removeIf(item -> told.contains(item.position()));
      }
      Map<Long, List<Fact>> granted = granted(facts);
      items.replaceAll(item -> rewarded(item, granted.getOrDefault(item.position(), List.of())));
      facts.forEach(fact -> items.add(new TimelineItem.FactItem(fact)));
    }
    items.sort(
        Comparator.comparing(TimelineItem::at)
            .thenComparingLong(TimelineItem::position)
            .thenComparing(item -> item instanceof TimelineItem.FactItem)
            .reversed());
    Consents consents = person(id).map(each -> each.state().consents()).orElse(Consents.NONE);
    return items.stream()
        .skip(query.before())
        .limit(Math.min(query.limit(), MOST_ITEMS))
        .map(item -> spared(item, consents))
        .toList();
  }

  /** Which records are told as an order's document too. */
  private static Set<Long> orders(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> OrderFacts.NAMES.contains(fact.name()))
        .map(fact -> fact.because().position())
        .collect(Collectors.toSet());
  }

  /** What was given for each record. */
  private static Map<Long, List<Fact>> granted(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.name().equals(RewardFacts.GRANTED))
        .collect(Collectors.groupingBy(fact -> fact.because().position()));
  }

  private static TimelineItem rewarded(TimelineItem item, List<Fact> granted) {
    return item instanceof TimelineItem.EventItem event && !granted.isEmpty()
        ? new TimelineItem.EventItem(event.record(), granted)
        : item;
  }

  private TimelineItem spared(TimelineItem item, Consents consents) {
    return item instanceof TimelineItem.EventItem(JournalRecord record, List<Fact> granted)
        ? new TimelineItem.EventItem(spared(record, consents), granted)
        : item;
  }

  /** A record as it may be shown: of a child's, only what is kept of a child. */
  public JournalRecord spared(JournalRecord record, Consents consents) {
    boolean child = !Permits.grown(consents, record.stamp());
    return child && record.body() instanceof Body.Happened(Event event)
        ? new JournalRecord(
            record.stamp(),
            new Body.Happened(Spared.of(event, parts.context().playbook().sensitive().children())))
        : record;
  }

  /** Whether a record is of a real customer, by the rules in force. */
  Reality reality(JournalRecord record) {
    return record.body() instanceof Body.Happened(Event event)
        ? Marks.of(parts.context(), record.stamp(), event)
        : record.stamp().reality();
  }

  /** Everything filed of a customer, in the order in which it is folded. */
  public void past(CustomerId id, Consumer<JournalRecord> to) {
    History.of(past.journal(), strands(id), Long.MAX_VALUE, to);
  }

  public List<Suggestion> suggestions(CustomerId id) {
    return lookUp.suspected(id).stream()
        .map(each -> new Suggestion(each.customer(), reason(each.shared())))
        .toList();
  }

  private static String reason(IdentifierType shared) {
    boolean vouched = shared.strength() == Strength.MEDIUM;
    return (vouched ? "same-verified-" : "same-") + shared.wireName();
  }

  public Optional<SplitPreview> preview(CustomerId id, Identifier identifier) {
    return lookUp
        .sides(id, identifier)
        .map(sides ->
            new SplitPreview(fold(id, sides.staying()).state(), fold(id, sides.leaving()).state()));
  }

  /** A customer folded anew in memory, with all their facts. */
  public Restated restated(CustomerId id) {
    List<Strand> strands = strands(id);
    Fold<CustomerState> fold = fold(id, strands);
    return new Restated(fold.state(), fold.facts(), strands);
  }

  /** What is concluded of a customer, as it is folded anew: none of it is kept. */
  public void facts(CustomerId id, Consumer<Fact> to) {
    var _ = folded(id, to);
  }

  /** A customer folded anew; of what is concluded on the way nothing is kept. */
  public CustomerState folded(CustomerId id, Consumer<Fact> to) {
    return folded(parts.customers(), id, to);
  }

  private CustomerState folded(
      Behaviour<CustomerState> behaviour, CustomerId id, Consumer<Fact> to) {
    return Fold.of(
            behaviour,
            parts.context(),
            id,
            past,
            strands(id),
            Long.MAX_VALUE,
            Progress.time(disk, id.slot()),
            to)
        .state();
  }

  /**
   * What earned points, by the name of the event.
   *
   * @param left what is left of the points at the instant asked about
   * @param last when it happened last
   */
  public record Earned(String event, long times, double left, Instant last) {}

  /**
   * What earned each tag's score, by its whole name, and the contact score, under the empty name;
   * the most first.
   */
  public Map<String, List<Earned>> earned(CustomerId id, Instant now) {
    Plan plan = parts.context().playbook().plan();
    var byTag = new HashMap<String, Map<String, Earned>>();
    var _ =
        folded(
            parts.customers().traced(),
            id,
            fact -> {
              if (fact.name().equals(StandingFacts.EARNED)) {
                String tag = fact.details().text("tag").orElse("");
                long halfLife = tag.isEmpty() ? plan.score().halfLife() : plan.halfLife(tag);
                double points = fact.details().number("points").orElseThrow().doubleValue();
                double left = Points.left(points, fact.at().toEpochMilli(), now, halfLife);
                String event = fact.because().cause();
                byTag
                    .computeIfAbsent(tag, _ -> new TreeMap<>())
                    .merge(event, new Earned(event, 1, left, fact.at()), Reader::plus);
              }
            });
    var sorted = new HashMap<String, List<Earned>>();
    byTag.forEach((tag, events) -> sorted.put(tag, sorted(events.values())));
    return sorted;
  }

  private static List<Earned> sorted(Collection<Earned> events) {
    return events.stream().sorted(Comparator.comparingDouble(Earned::left).reversed()).toList();
  }

  private static Earned plus(Earned one, Earned other) {
    Instant last = one.last.isAfter(other.last) ? one.last : other.last;
    return new Earned(one.event, one.times + other.times, one.left + other.left, last);
  }

  /** What the brand bound itself to towards a customer, in the order it did. */
  public List<Commitment> commitments(CustomerId id) {
    return past.commitments().of(strands(id), Long.MAX_VALUE);
  }

  /** Something that people share, as it is now. */
  public <S extends EntityState> S shared(Behaviour<S> behaviour, SharedId id) {
    byte[] prefix = Keys.of(id.slot(), id.number());
    var parts = new byte[behaviour.parts()][];
    for (int part = 0; part < parts.length; part++) {
      byte[] found = disk.read(Table.STATES, Keys.with(prefix, (byte) part));
      parts[part] = found == null ? new byte[0] : found;
    }
    return behaviour.read(id, parts);
  }

  /** Everyone as they are at this instant, whatever is written while they are looked at. */
  public Census census(Instant at) {
    Parts pinned = parts.pinned();
    return new Census(disk, pinned, id -> fold(pinned.context(), id, strands(id)).state(), at);
  }

  /** All customers there are, slot by slot. */
  public void customers(Consumer<CustomerId> to) {
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      customers(slot, to);
    }
  }

  /** The customers of a slot. */
  public void customers(int slot, Consumer<CustomerId> to) {
    byte[] from = Keys.of(slot);
    try (Cursor cursor = disk.scan(Table.STATES, from, Keys.after(from))) {
      Saved.customers(cursor, to);
    }
  }

  /** Whom of a slot the door knows, in order: those who were joined into others too. */
  void known(int slot, Consumer<CustomerId> to) {
    byte[] from = Keys.of(slot);
    try (Cursor cursor = disk.scan(Table.PEOPLE, from, Keys.after(from))) {
      while (cursor.next()) {
        to.accept(new CustomerId(Keys.number(cursor.key(), 1)));
      }
    }
  }

  /**
   * The customers of a slot from one to another, in order, read in one go.
   *
   * @param wanted the places of the parts of them that are read
   * @param to whether it wants more
   * @return whether it wanted more in the end
   */
  boolean people(CustomerId first, CustomerId last, BitSet wanted, Predicate<Person> to) {
    byte[] from = Keys.of(first.slot(), first.number());
    byte[] until = Keys.after(Keys.of(last.slot(), last.number()));
    boolean more = true;
    try (Cursor cursor = disk.scan(Table.STATES, from, until)) {
      Person person = Saved.next(cursor, parts, wanted, this::restate);
      while (more && person != null) {
        more = to.test(person);
        person = more ? Saved.next(cursor, parts, wanted, this::restate) : null;
      }
    }
    return more;
  }

  /** What someone would be under other parameters: folded anew by them in memory. */
  public Restated under(Context other, Person person) {
    Fold<CustomerState> fold = fold(other, person.id(), person.strands());
    return new Restated(fold.state(), fold.facts(), person.strands());
  }

  /** What someone's loyalty would have come to, had other parameters always been in force. */
  public Book rehearsed(Context other, Person person) {
    return Fold.rehearsed(
            parts.customers(),
            other,
            person.id(),
            past,
            person.strands(),
            Progress.time(disk, person.id().slot()))
        .state()
        .book();
  }

  /** Every record of a slot after a position, as it came. */
  public void records(int slot, long after, Consumer<JournalRecord> to) {
    past.journal().replay(slot, after, to);
  }

  private List<Strand> strands(CustomerId id) {
    return lookUp.strands(id).stream().map(LookUp.StrandInfo::strand).toList();
  }

  private CustomerState restate(CustomerId id) {
    return restated(id).state();
  }

  private Fold<CustomerState> fold(CustomerId id, List<Strand> strands) {
    return fold(parts.context(), id, strands);
  }

  private Fold<CustomerState> fold(Context context, CustomerId id, List<Strand> strands) {
    return Fold.of(
        parts.customers(),
        context,
        id,
        past,
        strands,
        Long.MAX_VALUE,
        Progress.time(disk, id.slot()));
  }
}
