package habitue.simulation.runtime;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.Send;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.JournalRecord;
import habitue.model.SharedId;
import habitue.model.Strand;
import habitue.simulation.runtime.Resident.Letter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A runtime with nothing shared: each entity has a mailbox, and a seed decides whose next letter is
 * opened and how long each is on its way. Letters from one to another stay in order.
 */
public final class Mailboxes {
  private final Behaviour<?> customers;
  private final Map<String, Behaviour<?>> shared;
  private final Context context;
  private final RandomGenerator random;
  private final Map<EntityId, Resident<?>> residents = new LinkedHashMap<>();
  private final List<Way> ways = new ArrayList<>();
  private final Map<List<Object>, Way> between = new LinkedHashMap<>();
  private final SortedMap<String, List<String>> commitments = new TreeMap<>();
  private final SortedMap<String, List<String>> sends = new TreeMap<>();

  /** Letters of one sender to one entity, in order. */
  private record Way(EntityId to, Deque<Letter> letters) {}

  private final Resident.Post post =
      new Resident.Post() {
        @Override
        public void parcel(EntityId from, EntityId to, Letter.Parcel parcel) {
          post(from, to, parcel);
        }

        @Override
        public void send(EntityId from, Send send) {
          sends
              .computeIfAbsent(from + " to " + send.to(), pair -> new ArrayList<>())
              .add(send.name() + " " + send.details());
        }

        @Override
        public void committed(Commitment commitment) {
          commitments
              .computeIfAbsent(commitment.strand().toString(), strand -> new ArrayList<>())
              .add(Lived.words(commitment));
        }
      };

  public Mailboxes(
      Behaviour<?> customers,
      Map<String, Behaviour<?>> shared,
      Context context,
      RandomGenerator random) {
    this.customers = customers;
    this.shared = shared;
    this.context = context;
    this.random = random;
  }

  /** Lives through records in the order they came, then lets it become so late. */
  public Lived live(List<JournalRecord> records, Instant until) {
    var before = -1L;
    for (JournalRecord record : records) {
      post("journal", record.stamp().entity(), new Letter.Filed(record, left(records, record)));
      if (record.body() instanceof Body.Regrouped regrouped
          && record.stamp().entity().equals(regrouped.taker())
          && before != record.stamp().position() - 1) {
        // The giver was erased since, and its half of the decision with it: the journal gives.
        post(regrouped.giver(), regrouped.taker(), kept(records, record, regrouped));
      }
      before = record.stamp().position();
      openSome(random.nextInt(4));
    }
    for (EntityId id :
        records.stream().map(record -> record.stamp().entity()).distinct().toList()) {
      post("journal", id, new Letter.Late(until));
    }
    openSome(Integer.MAX_VALUE);
    return lived();
  }

  /** What is still there of strands that passed on, up to when they did. */
  private static Letter.Parcel kept(
      List<JournalRecord> records, JournalRecord decision, Body.Regrouped regrouped) {
    long position = decision.stamp().position();
    return new Letter.Parcel(position, of(records, regrouped.moved(), position), List.of());
  }

  /**
   * Of whoever lives on after an erasure: what gave them some of it can have gone with the other.
   */
  private static List<JournalRecord> left(List<JournalRecord> records, JournalRecord record) {
    return record.body() instanceof Body.Forgotten forgotten
        ? of(records, forgotten.left(), record.stamp().position())
        : List.of();
  }

  private static List<JournalRecord> of(
      List<JournalRecord> records, List<Strand> strands, long before) {
    return records.stream()
        .filter(each -> each.stamp().position() < before)
        .filter(each -> strands.contains(each.stamp().strand()))
        .toList();
  }

  private void openSome(int most) {
    for (int i = 0; i < most && !ways.isEmpty(); i++) {
      int chosen = random.nextInt(ways.size());
      Way way = ways.get(chosen);
      Letter letter = way.letters.remove();
      if (way.letters.isEmpty()) {
        ways.remove(chosen);
      }
      resident(way.to).open(letter);
    }
  }

  private void post(Object from, EntityId to, Letter letter) {
    Way way = between.computeIfAbsent(List.of(from, to), pair -> new Way(to, new ArrayDeque<>()));
    if (way.letters.isEmpty()) {
      ways.add(way);
    }
    way.letters.add(letter);
  }

  private Resident<?> resident(EntityId id) {
    return residents.computeIfAbsent(
        id, each -> new Resident<>(behaviour(each), context, each, post));
  }

  private Behaviour<?> behaviour(EntityId id) {
    return switch (id) {
      case CustomerId _ -> customers;
      case SharedId(String kind, String _) -> {
        Behaviour<?> behaviour = shared.get(kind);
        if (behaviour == null) {
          throw new IllegalStateException("no kind of entity is called " + kind);
        }
        yield behaviour;
      }
    };
  }

  private Lived lived() {
    var states = new TreeMap<String, List<String>>();
    var timers = new TreeMap<String, String>();
    residents.forEach((id, resident) -> {
      if (resident.living()) {
        states.put(id.toString(), resident.parts());
        Instant wake = resident.wake();
        if (wake != null) {
          timers.put(id.toString(), wake.toString());
        }
      }
    });
    return new Lived(states, commitments, timers, sends);
  }
}
