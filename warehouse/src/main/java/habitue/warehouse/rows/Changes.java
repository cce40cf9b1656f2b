package habitue.warehouse.rows;

import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.store.feed.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** The changes of one transaction, with only the last word on each customer. */
final class Changes {
  /**
   * What was stated of one customer.
   *
   * @param afresh whether all that was stated before is void
   */
  record Statement(boolean afresh, List<Fact> facts) {
    Statement and(List<Fact> more) {
      var all = new ArrayList<>(facts);
      all.addAll(more);
      return new Statement(afresh, all);
    }
  }

  private final List<Change.Filed> filed = new ArrayList<>();
  private final Map<CustomerId, Statement> stated = new LinkedHashMap<>();
  private final SequencedSet<CustomerId> touched = new LinkedHashSet<>();
  private final SequencedSet<CustomerId> urgent = new LinkedHashSet<>();
  private final List<Change.Forgotten> forgotten = new ArrayList<>();
  private final List<Long> expired = new ArrayList<>();
  private int facts;
  private final Map<CustomerId, CustomerId> retired = new LinkedHashMap<>();

  void add(Change change) {
    facts += weight(change);
    switch (change) {
      case Change.Filed event -> filed.add(event);
      case Change.Stated(CustomerId customer, List<Fact> facts) -> {
        if (!facts.isEmpty()) {
          stated.merge(
              customer, new Statement(false, facts), (before, more) -> before.and(more.facts()));
        }
      }
      case Change.Restated(CustomerId customer, List<Fact> facts, var _) -> {
        stated.put(customer, new Statement(true, facts));
        urgent.add(customer);
      }
      case Change.Touched(CustomerId customer) -> touched.add(customer);
      case Change.Expired(List<Long> positions) -> expired.addAll(positions);
      case Change.Forgotten gone -> {
        stated.remove(gone.customer());
        touched.remove(gone.customer());
        urgent.add(gone.customer());
        forgotten.add(gone);
      }
      case Change.Retired(CustomerId customer, CustomerId into) -> {
        stated.put(customer, new Statement(true, List.of()));
        retired.put(customer, into);
        urgent.add(customer);
      }
    }
  }

  private static int weight(Change change) {
    return switch (change) {
      case Change.Stated(CustomerId _, List<Fact> facts) -> weight(facts);
      case Change.Restated(CustomerId _, List<Fact> facts, var _) -> weight(facts);
      case Change.Filed _,
          Change.Touched _,
          Change.Retired _,
          Change.Forgotten _,
          Change.Expired _ ->
          0;
    };
  }

  private static int weight(List<Fact> facts) {
    return facts.stream().mapToInt(fact -> 1 + fact.details().list("lines").size()).sum();
  }

  List<Change.Filed> filed() {
    return filed;
  }

  Map<CustomerId, Statement> stated() {
    return stated;
  }

  /** Who was folded anew. */
  List<CustomerId> restated() {
    return stated.entrySet().stream()
        .filter(each -> each.getValue().afresh())
        .map(Map.Entry::getKey)
        .toList();
  }

  List<Change.Forgotten> forgotten() {
    return forgotten;
  }

  /** The positions of events that are kept no longer. */
  List<Long> expired() {
    return expired;
  }

  /** Whose row changed. */
  SequencedSet<CustomerId> touched() {
    return touched;
  }

  /** Whose row cannot wait: what else is written of them would not fit it. */
  SequencedSet<CustomerId> urgent() {
    return urgent;
  }

  /** Who was joined away, and into whom at the end of all joins of this transaction. */
  Map<CustomerId, CustomerId> retired() {
    var ends = new HashMap<CustomerId, CustomerId>();
    retired.keySet().forEach(id -> ends.put(id, end(id)));
    return ends;
  }

  private CustomerId end(CustomerId id) {
    var seen = new LinkedHashSet<CustomerId>();
    CustomerId last = id;
    while (retired.containsKey(last) && seen.add(last)) {
      last = retired.getOrDefault(last, last);
    }
    return last;
  }

  /** About how many rows they become: an order's fact counts with its lines. */
  int size() {
    return filed.size() + expired.size() + touched.size() + urgent.size() + facts;
  }
}
