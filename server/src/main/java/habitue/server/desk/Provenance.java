package habitue.server.desk;

import habitue.engine.customer.CustomerState;
import habitue.engine.standing.Answering;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.JournalRecord;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Stamp;
import habitue.store.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one scan of someone's records tells beyond their state: who said what, what was said before,
 * and which joins brought their strands together.
 */
final class Provenance {
  private static final int VALUES = 6;

  private final Set<Long> wanted = new HashSet<>();
  private final Map<Long, Told> told = new HashMap<>();
  private final Map<Integer, String> sources = new HashMap<>();
  private final Map<String, Set<String>> values = new HashMap<>();
  private final Map<Long, Joined> joins = new LinkedHashMap<>();
  private final Map<Long, List<Long>> positions = new HashMap<>();

  /** The message at a position: what it was and where it came from. */
  record Told(String event, Source source) {}

  /**
   * A join as it was filed.
   *
   * @param by the strand that the joined ones hang by
   */
  record Joined(Stamp stamp, long by, Body.Regrouped body) {}

  private Provenance(CustomerState state) {
    state.profile().traits().values().forEach(trait -> wanted.add(trait.position()));
    state.orders().kept().forEach(order -> wanted.add(order.version().position()));
  }

  static Provenance of(Reader reader, CustomerState state) {
    var provenance = new Provenance(state);
    reader.past(
        state.id(), record -> provenance.see(state.id(), reader.spared(record, state.consents())));
    return provenance;
  }

  @Nullable Told at(long position) {
    return told.get(position);
  }

  /** A source's name by its number; empty where nothing of theirs tells it. */
  String source(int number) {
    return sources.getOrDefault(number, "");
  }

  /** What was said under a trait's name, the newest first. */
  List<String> values(String trait) {
    return List.copyOf(values.getOrDefault(trait, Set.of())).reversed();
  }

  /** The newest join by each strand. */
  List<Joined> joins() {
    return List.copyOf(joins.values());
  }

  /** How many events came along with a join. */
  long events(Joined join) {
    return join.body().moved().stream()
        .flatMap(strand -> positions.getOrDefault(strand.number(), List.of()).stream())
        .filter(position -> position < join.stamp().position())
        .count();
  }

  private void see(CustomerId id, JournalRecord record) {
    Stamp stamp = record.stamp();
    switch (record.body()) {
      case Body.Happened(Event event) -> see(stamp, event);
      case Body.Regrouped regrouped -> see(id, stamp, regrouped);
      case Body.Asked asked when asked.name().equals(Answering.EVENT) ->
          see(stamp, Answering.asked(asked.details()));
      case Body.Asked _, Body.Delivered _, Body.Erased _, Body.Forgotten _ -> {}
    }
  }

  private void see(Stamp stamp, Event event) {
    Source source = stamp.source();
    sources.putIfAbsent(source.number(), source.name());
    long strand = stamp.strand().number();
    positions.computeIfAbsent(strand, _ -> new ArrayList<>()).add(stamp.position());
    if (wanted.contains(stamp.position())) {
      told.put(stamp.position(), new Told(event.name(), source));
    }
    if (stamp.reality() == Reality.REAL) {
      event.traits().values().forEach((name, value) -> keep(name, Texts.of(value)));
    }
  }

  /** The last few said; one said again is the newest. */
  private void keep(String name, String value) {
    Set<String> said = values.computeIfAbsent(name, _ -> new LinkedHashSet<>());
    said.remove(value);
    said.add(value);
    if (said.size() > VALUES) {
      said.remove(said.iterator().next());
    }
  }

  /** A join is filed with both; with the one that came in it says by which strand. */
  private void see(CustomerId id, Stamp stamp, Body.Regrouped regrouped) {
    boolean cameIn =
        regrouped.change() == Body.Change.JOIN && stamp.entity().equals(regrouped.giver());
    if (cameIn && !regrouped.giver().equals(id)) {
      joins.put(stamp.strand().number(), new Joined(stamp, stamp.strand().number(), regrouped));
    }
  }
}
