package habitue.server.console;

import habitue.model.Money;
import habitue.server.console.view.Order;
import habitue.server.console.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Someone's orders along a line of time: a circle an order, its area the amount. Positions are in
 * per cent of the width, so that circles stay round at any width.
 *
 * @param today where the present is
 */
public record Rhythm(List<Circle> circles, List<Tick> ticks, String today) {
  private static final double MARGIN = 4;
  private static final double LARGEST = 20;
  private static final double SMALLEST = 2.5;
  private static final int MOST_TICKS = 7;
  private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60};

  /**
   * @param whole false where all of it came back or was cancelled
   */
  public record Circle(String x, String radius, String title, boolean whole) {}

  /**
   * @param minor left out where there is little room
   */
  public record Tick(String x, String label, boolean minor) {}

  static Rhythm of(List<Order> orders, Instant now, ZoneId zone, Words words) {
    List<Order> drawn =
        orders.stream().filter(order -> order.status() != Order.Status.UNKNOWN).toList();
    if (drawn.isEmpty()) {
      return new Rhythm(List.of(), List.of(), "");
    }
    Instant first = drawn.stream().map(Order::at).min(Instant::compareTo).orElse(now);
    Instant start = earlier(first, now.minus(Duration.ofDays(60)));
    var axis = new Axis(start, now);
    long most = drawn.stream().mapToLong(order -> amount(order).minor()).max().orElse(0);
    List<Circle> circles =
        drawn.reversed().stream().map(order -> circle(order, axis, most, words)).toList();
    return new Rhythm(circles, ticks(axis, zone, words), axis.x(now));
  }

  private static Circle circle(Order order, Axis axis, long most, Words words) {
    double part = most <= 0 ? 0 : Math.max(0, amount(order).minor()) / (double) most;
    double radius = Math.max(SMALLEST, LARGEST * Math.sqrt(part));
    boolean whole =
        order.status() == Order.Status.PLACED || order.status() == Order.Status.PARTLY_REFUNDED;
    String title =
        words.say(
            whole ? "rhythm.order" : "rhythm.cancelled",
            words.day(order.at()),
            words.name(order.number()),
            words.money(amount(order)));
    return new Circle(axis.x(order.at()), decimal(radius), title, whole);
  }

  private static Money amount(Order order) {
    Money total = order.total();
    return total == null ? order.said() : total;
  }

  private static List<Tick> ticks(Axis axis, ZoneId zone, Words words) {
    YearMonth from = YearMonth.from(axis.start().atZone(zone)).plusMonths(1);
    YearMonth to = YearMonth.from(axis.end().atZone(zone));
    long span = ChronoUnit.MONTHS.between(from, to) + 1;
    int step = 120;
    for (int i = MONTHS.length - 1; i >= 0; i--) {
      step = span / MONTHS[i] <= MOST_TICKS ? MONTHS[i] : step;
    }
    var ticks = new ArrayList<Tick>();
    for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(step)) {
      boolean named = ticks.isEmpty() || month.getMonthValue() <= step;
      String label = named ? words.month(month) : words.monthAlone(month);
      String x = axis.x(month.atDay(1).atStartOfDay(zone).toInstant());
      ticks.add(new Tick(x, label, ticks.size() % 2 == 1));
    }
    return ticks;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private record Axis(Instant start, Instant end) {
    String x(Instant at) {
      double span = Math.max(1, Duration.between(start, end).toSeconds());
      double part = Math.clamp(Duration.between(start, at).toSeconds() / span, 0, 1);
      return decimal(MARGIN + (100 - 2 * MARGIN) * part) + "%";
    }
  }
}
