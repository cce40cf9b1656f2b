package habitue.engine.sell.orders;

import habitue.engine.Context;
import habitue.engine.sell.Apportionment;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What orders should be, worked out slowly and plainly: for each order number, look through all
 * events ever told, choose the content, then give back piece by piece. Nothing is bounded, nothing
 * is kept from one event to the next.
 */
final class ReferenceOrders {
  private static final BigDecimal ONE = BigDecimal.ONE;

  /** An event as it was told, in the order in which it was told. */
  record Told(String name, boolean trusted, Instant at, Fields said) {}

  private final List<Told> told;
  private final Context context;
  private final TreeMap<String, Plain> orders = new TreeMap<>();

  ReferenceOrders(List<Told> told, Context context) {
    this.told = told;
    this.context = context;
    told.stream()
        .filter(
            each -> each.name().equals("Order Completed") || each.name().equals("Order Updated"))
        .forEach(each -> number(each).ifPresent(id -> orders.computeIfAbsent(id, this::work)));
  }

  private static Optional<String> number(Told each) {
    return each.said().text("order_id");
  }

  private List<Told> of(String id, String name) {
    return told.stream()
        .filter(each -> each.name().equals(name) && number(each).filter(id::equals).isPresent())
        .toList();
  }

  private Plain work(String id) {
    List<Told> completed = of(id, "Order Completed");
    List<Told> updated = of(id, "Order Updated");
    @Nullable Told placing = firstTrustedElseFirst(completed);
    Instant placedAt = placing == null ? updated.getFirst().at() : placing.at();
    var plain = new Plain(id, placedAt, content(placing, updated));
    for (Told refund : withoutRepeats(of(id, "Order Refunded"))) {
      plain.refund(refund.said());
    }
    if (!of(id, "Order Cancelled").isEmpty()) {
      plain.cancelled = plain.left;
    }
    return plain;
  }

  private static @Nullable Told firstTrustedElseFirst(List<Told> completed) {
    for (Told each : completed) {
      if (each.trusted()) {
        return each;
      }
    }
    return completed.isEmpty() ? null : completed.getFirst();
  }

  /** The latest update; a browser's only while no trusted source has said anything. */
  private static Fields content(@Nullable Told placing, List<Told> updated) {
    boolean trusted =
        (placing != null && placing.trusted()) || updated.stream().anyMatch(Told::trusted);
    @Nullable Told latest = null;
    for (Told each : updated) {
      boolean counts = each.trusted() || !trusted;
      if (counts && (latest == null || !each.at().isBefore(latest.at()))) {
        latest = each;
      }
    }
    if (latest != null) {
      return latest.said();
    }
    return placing == null ? Fields.NONE : placing.said();
  }

  private static List<Told> withoutRepeats(List<Told> refunds) {
    var seen = new TreeSet<String>();
    return refunds.stream()
        .filter(each -> each.said().text("refund_id").map(seen::add).orElse(true))
        .toList();
  }

  List<String> describe() {
    var lines = new ArrayList<>(orders.values().stream().map(Plain::toString).sorted().toList());
    long noRate = orders.values().stream().filter(order -> rate(order) == null).count();
    lines.add("count " + orders.size() + " without rate " + noRate);
    lines.add("home " + home());
    lines.add("after the first day " + afterFirstDay());
    var currencies = new TreeMap<String, List<Plain>>();
    orders
        .values()
        .forEach(o -> currencies.computeIfAbsent(o.currency, c -> new ArrayList<>()).add(o));
    currencies.forEach((currency, all) -> lines.add("in " + sums(all, currency)));
    var days = new TreeSet<LocalDate>();
    orders.values().forEach(order -> days.add(day(order)));
    lines.add("days " + new ArrayList<>(days) + " of " + days.size());
    var instants = new TreeSet<Instant>();
    orders.values().forEach(order -> instants.add(order.placedAt));
    lines.add(
        instants.isEmpty()
            ? "first null last null"
            : "first " + instants.first() + " last " + instants.last());
    lines.add(unmatched());
    return lines;
  }

  private LocalDate day(Plain order) {
    return order.placedAt.atZone(context.zone()).toLocalDate();
  }

  private @Nullable BigDecimal rate(Plain order) {
    return context.rates().rate(order.currency, context.currency(), day(order)).orElse(null);
  }

  private String home() {
    if (told.isEmpty()) {
      return sums(List.of(), "XXX");
    }
    long gross = 0;
    long refunded = 0;
    long cancelled = 0;
    for (Plain order : orders.values()) {
      BigDecimal rate = rate(order);
      if (rate != null) {
        long back = converted(order, order.gross - order.left, rate);
        gross += converted(order, order.gross, rate);
        refunded += back;
        cancelled += converted(order, order.gross - order.left + order.cancelled, rate) - back;
      }
    }
    String in = context.currency();
    return new Money(gross, in)
        + " - "
        + new Money(refunded, in)
        + " - "
        + new Money(cancelled, in);
  }

  private Money afterFirstDay() {
    if (told.isEmpty()) {
      return Money.zero("XXX");
    }
    LocalDate first =
        orders.values().stream().map(this::day).min(LocalDate::compareTo).orElse(null);
    long net = 0;
    for (Plain order : orders.values()) {
      BigDecimal rate = rate(order);
      if (rate != null && !day(order).equals(first)) {
        long back = order.gross - order.left + order.cancelled;
        net += converted(order, order.gross, rate) - converted(order, back, rate);
      }
    }
    return new Money(net, context.currency());
  }

  private long converted(Plain order, long minor, BigDecimal rate) {
    BigDecimal amount = new Money(minor, order.currency).amount().multiply(rate);
    return amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private static String sums(List<Plain> all, String currency) {
    long gross = all.stream().mapToLong(order -> order.gross).sum();
    long refunded = all.stream().mapToLong(order -> order.gross - order.left).sum();
    long cancelled = all.stream().mapToLong(order -> order.cancelled).sum();
    return new Money(gross, currency)
        + " - "
        + new Money(refunded, currency)
        + " - "
        + new Money(cancelled, currency);
  }

  private String unmatched() {
    Map<String, Long> amounts = new TreeMap<>();
    List<Told> refunds =
        withoutRepeats(
            told.stream()
                .filter(each -> each.name().equals("Order Refunded") && number(each).isEmpty())
                .toList());
    for (Told refund : refunds) {
      ownWords(refund.said()).ifPresent(minor -> amounts.merge("GBP", minor, Long::sum));
    }
    return "unmatched "
        + refunds.size()
        + " "
        + amounts.entrySet().stream().map(e -> new Money(e.getValue(), e.getKey())).toList();
  }

  private static Optional<Long> ownWords(Fields refund) {
    if (refund.list("products").isEmpty()) {
      return refund.number("revenue").map(amount -> minor(amount, 2));
    }
    long sum = 0;
    for (Value each : refund.list("products")) {
      Fields product = (Fields) each;
      BigDecimal pieces = product.number("quantity").orElse(ONE).abs();
      sum += minor(product.number("price").orElse(BigDecimal.ZERO).multiply(pieces), 2);
    }
    return Optional.of(sum);
  }

  private static long minor(BigDecimal amount, int digits) {
    return amount.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /** One order, with its lines piece by piece. */
  private static final class Plain {
    private final String id;
    private final Instant placedAt;
    private final String currency;
    private final int digits;
    private final List<PlainLine> lines = new ArrayList<>();
    private final long gross;
    private long left;
    private long beyond;
    private long cancelled;

    Plain(String id, Instant placedAt, Fields said) {
      this.id = id;
      this.placedAt = placedAt;
      this.currency = said.text("currency").orElse("GBP");
      this.digits = currency.equals("JPY") ? 0 : 2;
      said.list("products").forEach(each -> lines.add(new PlainLine((Fields) each, digits)));
      long sum = lines.stream().mapToLong(line -> line.amount).sum();
      this.gross = said.number("revenue").map(amount -> minor(amount, digits)).orElse(sum);
      this.left = gross;
      share(sum);
    }

    /** By largest remainder: floors first, then one each to the largest rests, earlier first. */
    private void share(long sum) {
      if (sum == gross) {
        lines.forEach(line -> line.share = line.amount);
        return;
      }
      long weights = lines.stream().mapToLong(PlainLine::weight).sum();
      Map<PlainLine, Long> rests = new LinkedHashMap<>();
      long given = 0;
      for (PlainLine line : lines) {
        long weight = weights == 0 ? 1 : line.weight();
        long whole = weights == 0 ? lines.size() : weights;
        line.share = Math.floorDiv(gross * weight, whole);
        rests.put(line, Math.floorMod(gross * weight, whole));
        given += line.share;
      }
      while (given < gross && !lines.isEmpty()) {
        PlainLine largest = lines.getFirst();
        for (PlainLine line : lines) {
          largest = rests.getOrDefault(line, 0L) > rests.getOrDefault(largest, 0L) ? line : largest;
        }
        largest.share++;
        rests.put(largest, -1L);
        given++;
      }
    }

    void refund(Fields refund) {
      long due;
      long tooMuch = 0;
      if (!refund.list("products").isEmpty()) {
        due = 0;
        for (Value each : refund.list("products")) {
          long[] worth = product((Fields) each);
          due += worth[0];
          tooMuch += worth[1];
        }
      } else if (refund.number("revenue").isPresent()) {
        due = minor(refund.number("revenue").orElseThrow(), digits);
      } else {
        due = Math.max(0, left);
        everything(due);
      }
      long given = Math.min(due, Math.max(0, left));
      left -= given;
      beyond += due - given + tooMuch;
    }

    private long[] product(Fields product) {
      String name = product.text("product_id").orElse("");
      BigDecimal price = product.number("price").orElse(BigDecimal.ZERO);
      long pieces = product.number("quantity").orElse(ONE).abs().longValue();
      if (lines.stream().noneMatch(line -> line.product.equals(name))) {
        return new long[] {minor(price.multiply(BigDecimal.valueOf(pieces)), digits), 0};
      }
      long due = 0;
      while (pieces > 0) {
        PlainLine line = next(name, price);
        if (line == null) {
          return new long[] {due, minor(price.multiply(BigDecimal.valueOf(pieces)), digits)};
        }
        long now = Math.min(pieces, line.piecesLeft());
        due += line.take(now, price, digits);
        pieces -= now;
      }
      return new long[] {due, 0};
    }

    private @Nullable PlainLine next(String name, BigDecimal price) {
      List<PlainLine> open =
          lines.stream().filter(l -> l.product.equals(name) && l.piecesLeft() > 0).toList();
      return open.stream()
          .filter(line -> line.price.compareTo(price) == 0)
          .findFirst()
          .orElse(open.isEmpty() ? null : open.getFirst());
    }

    /** What is left goes back to what each line has left, again by largest remainder. */
    private void everything(long due) {
      long[] weights = lines.stream().mapToLong(l -> Math.max(0, l.share - l.refunded)).toArray();
      long[] parts = Apportionment.share(due, weights);
      for (int i = 0; i < parts.length; i++) {
        PlainLine line = lines.get(i);
        line.refunded += parts[i];
        line.gone = Math.max(0, line.quantity);
      }
    }

    @Override
    public String toString() {
      var text = new StringBuilder(id + " at " + placedAt);
      text.append(" ").append(new Money(gross, currency));
      text.append(" - ").append(new Money(gross - left, currency));
      text.append(" - ").append(new Money(cancelled, currency));
      text.append(" beyond ").append(new Money(beyond, currency));
      for (PlainLine line : lines) {
        text.append(", ").append(line.product).append(" ").append(line.share);
        text.append(" - ").append(line.refunded).append(" for ").append(line.gone);
      }
      return text.toString();
    }
  }

  /** One line, counted in pieces. */
  private static final class PlainLine {
    private final String product;
    private final long quantity;
    private final BigDecimal price;
    private final long amount;
    private long share;
    private long gone;
    private long refunded;

    PlainLine(Fields said, int digits) {
      this.product = said.text("product_id").orElse("");
      this.quantity = said.number("quantity").orElse(ONE).longValue();
      this.price = said.number("price").orElse(BigDecimal.ZERO);
      this.amount = minor(price.multiply(BigDecimal.valueOf(quantity)), digits);
    }

    long weight() {
      return Math.max(0, amount);
    }

    long piecesLeft() {
      return Math.max(0, quantity - gone);
    }

    /** Piece by piece at the line's price; together at another. Never more than the line has. */
    long take(long pieces, BigDecimal at, int digits) {
      long before = refunded;
      if (at.compareTo(price) == 0) {
        for (long i = 0; i < pieces; i++) {
          gone++;
          long upTo =
              BigDecimal.valueOf(share * gone)
                  .divide(BigDecimal.valueOf(quantity), 0, RoundingMode.HALF_UP)
                  .longValueExact();
          add(upTo - refunded);
        }
      } else {
        gone += pieces;
        add(minor(at.multiply(BigDecimal.valueOf(pieces)), digits));
      }
      return refunded - before;
    }

    private void add(long due) {
      refunded += Math.max(0, Math.min(due, Math.max(0, share - refunded)));
    }
  }
}
