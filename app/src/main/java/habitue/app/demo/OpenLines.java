package habitue.app.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pieces known customers bought and have not given back yet: finds the orders that a C-invoice,
 * which names none, takes back.
 *
 * <p>Each of its lines takes from the newest earlier line of that customer and product with pieces
 * left: first among lines at the same price, then among all, and on to the next newest until all
 * its pieces are placed. What finds no line stays a refund without a known order, as does
 * everything a guest gives back.
 */
final class OpenLines {
  private final Map<Key, List<Open>> lines = new HashMap<>();

  private record Key(String customer, String product) {}

  private static final class Open {
    private final String order;
    private final BigDecimal price;
    private int left;

    Open(Line line) {
      order = line.invoice();
      price = line.price();
      left = line.quantity();
    }
  }

  void add(Invoice order) {
    var customer = order.customer();
    if (customer == null) {
      return;
    }
    for (var line : order.lines()) {
      if (line.quantity() > 0) {
        lines
            .computeIfAbsent(new Key(customer, line.product()), _ -> new ArrayList<>())
            .add(new Open(line));
      }
    }
  }

  /** A C-invoice's refunds: one for each order it takes from, then the one without. */
  List<Refund> cancel(Invoice cancellation) {
    Map<String, List<Part>> byOrder = new LinkedHashMap<>();
    List<Part> rest = new ArrayList<>();
    for (var line : cancellation.lines()) {
      var left = place(line, cancellation.customer(), byOrder);
      if (left > 0) {
        rest.add(new Part(line, left));
      }
    }
    List<Refund> refunds = new ArrayList<>();
    byOrder.forEach((order, parts) -> refunds.add(new Refund(cancellation, order, parts)));
    if (!rest.isEmpty()) {
      refunds.add(new Refund(cancellation, null, rest));
    }
    return refunds;
  }

  private int place(Line line, @Nullable String customer, Map<String, List<Part>> byOrder) {
    var left = -line.quantity();
    if (customer == null) {
      return left;
    }
    var open = lines.getOrDefault(new Key(customer, line.product()), List.of());
    left = take(line, left, open, true, byOrder);
    return take(line, left, open, false, byOrder);
  }

  private static int take(
      Line line, int wanted, List<Open> open, boolean samePrice, Map<String, List<Part>> byOrder) {
    var left = wanted;
    for (var sold : open.reversed()) {
      var pieces = Math.min(left, sold.left);
      if (pieces > 0 && (!samePrice || sold.price.compareTo(line.price()) == 0)) {
        byOrder.computeIfAbsent(sold.order, _ -> new ArrayList<>()).add(new Part(line, pieces));
        sold.left -= pieces;
        left -= pieces;
      }
    }
    return left;
  }
}
