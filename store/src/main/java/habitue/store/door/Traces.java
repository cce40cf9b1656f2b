package habitue.store.door;

import habitue.engine.sell.orders.OrderDocument;
import habitue.engine.sell.orders.OrderFacts;
import habitue.engine.sell.orders.OrderKey;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.store.journal.History;
import habitue.store.work.Fold;
import habitue.store.work.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a person has left something, as a scan of their records finds it. */
final class Traces {
  private final Tokens tokens;
  private final Set<Strand> strands;
  private final Set<Token> names = new LinkedHashSet<>();
  private final Set<CustomerId> holders = new LinkedHashSet<>();
  private final List<Long> commands = new ArrayList<>();
  private final List<Regroup> joins = new ArrayList<>();
  private boolean known;

  /** A join by hand: what was said with it lies with the one who came in. */
  private record Regroup(CustomerId giver, long position) {}

  private Traces(Tokens tokens, List<Strand> strands) {
    this.tokens = tokens;
    this.strands = Set.copyOf(strands);
  }

  static Traces of(Fold.Past past, List<Strand> strands, Tokens tokens) {
    var traces = new Traces(tokens, strands);
    History.of(past.journal(), strands, Long.MAX_VALUE, traces::see);
    return traces;
  }

  /** Everything they were ever known by, and addresses they only said were theirs. */
  Set<Token> names() {
    return names;
  }

  /** Every id under which something of theirs was filed. */
  Set<CustomerId> holders() {
    return holders;
  }

  List<Long> commands() {
    return commands;
  }

  /** Records of others that hold what was said when they were joined by hand. */
  List<JournalRecord> remarks(Fold.Past past) {
    return joins.stream()
        .flatMap(join -> past.journal().read(join.giver.slot(), join.position).stream())
        .filter(record -> !strands.contains(record.stamp().strand()))
        .toList();
  }

  private void see(JournalRecord record) {
    Stamp stamp = record.stamp();
    if (stamp.entity() instanceof CustomerId holder) {
      holders.add(holder);
    }
    switch (record.body()) {
      case Body.Happened(Event event) -> see(event, stamp);
      case Body.Asked _ -> commands.add(stamp.position());
      case Body.Regrouped regrouped -> see(regrouped, stamp);
      case Body.Delivered _, Body.Erased _, Body.Forgotten _ -> {}
    }
  }

  private void see(Event event, Stamp stamp) {
    known = known || event.userId() != null;
    Names.all(event, stamp.source()).forEach(name -> names.add(tokens.of(name)));
  }

  private void see(Body.Regrouped regrouped, Stamp stamp) {
    holders.add(regrouped.giver());
    holders.add(regrouped.taker());
    if (!regrouped.author().isEmpty() && stamp.entity().equals(regrouped.taker())) {
      joins.add(new Regroup(regrouped.giver(), stamp.position() - 1));
    }
  }

  /**
   * What their orders came to: store, day and amounts, whether the shop knew the person, and
   * whether it was their first. Nothing tells which of them were the same person's.
   */
  List<Fields> orders(CustomerId id, Fold.Past past, Parts parts) {
    var fold =
        Fold.of(
            parts.customers(), parts.context(), id, past, strands, Long.MAX_VALUE, Instant.EPOCH);
    Map<OrderKey, OrderDocument> last = new LinkedHashMap<>();
    for (Fact fact : fold.facts()) {
      Optional<String> order = fact.details().text("order_id");
      if (OrderFacts.NAMES.contains(fact.name()) && order.isPresent()) {
        OrderDocument document = OrderFacts.read(fact.details());
        last.put(document.key(), document);
      }
    }
    List<OrderDocument> placed =
        last.values().stream()
            .sorted(
                Comparator.comparing(OrderDocument::placedAt)
                    .thenComparing(order -> order.key().store())
                    .thenComparing(order -> order.key().id()))
            .toList();
    var left = new ArrayList<Fields>();
    for (OrderDocument order : placed) {
      left.add(Residue.of(order, known, left.isEmpty()));
    }
    return left;
  }
}
