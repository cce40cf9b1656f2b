package habitue.engine.reward.earn;

import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.sell.Apportionment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What of an order a rule has not decided on yet: what its lines are worth by now beyond what they
 * were before, and beyond what its awards were granted for. Lines that others were exchanged for
 * count as far as the others had earned.
 *
 * @param known whether the order's lines are kept; else only it as a whole is compared
 * @param now the lines that earn by the rule
 * @param decided those that would have earned by it before
 * @param lots what was granted by it for the order
 * @param paid what each line was worth when that was granted
 */
record Growth(
    boolean known,
    List<OrderLines.Line> now,
    List<OrderLines.Line> decided,
    List<Lot> lots,
    Map<String, Long> paid) {

  static Growth of(
      boolean known, List<OrderLines.Line> now, List<OrderLines.Line> decided, List<Lot> lots) {
    return new Growth(known, now, decided, lots, TakingBack.worths(lots));
  }

  private static long sum(Stream<Long> all) {
    return all.mapToLong(Long::longValue).sum();
  }

  private static long worth(List<OrderLines.Line> lines, String name) {
    return lines.stream()
        .filter(line -> line.name().equals(name))
        .mapToLong(OrderLines.Line::worth)
        .sum();
  }

  private static long worth(List<OrderLines.Line> lines) {
    return lines.stream().mapToLong(OrderLines.Line::worth).sum();
  }

  /** Whether nothing of it was decided on before. */
  boolean whole() {
    return decided.isEmpty() && lots.isEmpty();
  }

  /** All it is worth to the rule by now. */
  long worth() {
    return worth(now);
  }

  /** What its awards were granted for. */
  long granted() {
    return sum(paid.values().stream());
  }

  /** What of that is there still. */
  long grantedStill() {
    return sum(
        paid.entrySet().stream().map(each -> Math.min(each.getValue(), worth(now, each.getKey()))));
  }

  /** What of its worth was decided on before. */
  long before() {
    if (!known) {
      return Math.min(worth(), Math.max(worth(decided), granted()));
    }
    long line = sum(now.stream().map(each -> each.worth() - more(each)));
    return Math.max(line, Math.min(worth(), worth(decided) - exchanged()));
  }

  /** What had earned and was there until now: what came in its place is new. */
  private long exchanged() {
    return sum(
        paid.entrySet().stream()
            .map(each ->
                Math.min(each.getValue(), worth(decided, each.getKey()))
                    - worth(now, each.getKey()))
            .filter(lost -> lost > 0));
  }

  private long paid(OrderLines.Line line) {
    return paid.getOrDefault(line.name(), 0L);
  }

  private long more(OrderLines.Line line) {
    long before = Math.max(worth(decided, line.name()), paid(line));
    return Math.max(0, line.worth() - before);
  }

  /** The points that awards keep of what is there still, before any refund. */
  long keptPoints() {
    return lots.stream()
        .mapToLong(lot -> TakingBack.rounded(lot.parts().stream().map(this::kept).toList()))
        .sum();
  }

  private BigDecimal kept(Part part) {
    boolean there = now.stream().anyMatch(line -> line.name().equals(part.line()));
    BigDecimal left = BigDecimal.valueOf(there ? worth(now, part.line()) : -1);
    return TakingBack.kept(part, left, paid.getOrDefault(part.line(), 0L));
  }

  /** So many points shared out over what is new. */
  List<Part> parts(long points) {
    if (!known && !whole()) {
      return List.of(new Part(now.getFirst().name(), worth() - before(), points, 0));
    }
    List<OrderLines.Line> fresh =
        whole() ? now : now.stream().filter(line -> more(line) > 0).toList();
    long[] shares = Apportionment.share(points, fresh.stream().mapToLong(this::more).toArray());
    var parts = new ArrayList<Part>();
    for (int i = 0; i < shares.length; i++) {
      OrderLines.Line line = fresh.get(i);
      parts.add(new Part(line.name(), line.worth() - paid(line), shares[i], 0));
    }
    return parts;
  }
}
