package habitue.app.demo;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All the lines with one invoice number. They share customer and country, in this file always. */
record Invoice(List<Line> lines) {

  Invoice {
    lines = List.copyOf(lines);
  }

  /** The invoices in the order of their first lines, which is the order of their times. */
  static List<Invoice> group(List<Line> lines) {
    Map<String, List<Line>> byNumber = new LinkedHashMap<>();
    for (var line : lines) {
      byNumber.computeIfAbsent(line.invoice(), _ -> new ArrayList<>()).add(line);
    }
    return byNumber.values().stream().map(Invoice::new).toList();
  }

  String number() {
    return lines.getFirst().invoice();
  }

  /** The time of the earliest line: 43 invoices run over two minutes. */
  LocalDateTime time() {
    return lines.getFirst().time();
  }

  @Nullable String customer() {
    return lines.getFirst().customer();
  }

  String country() {
    return lines.getFirst().country();
  }

  /** A C-invoice takes earlier sales back; every other one is an order, whatever its prices. */
  boolean cancellation() {
    return number().startsWith("C");
  }

  /** Nobody bought and nothing was paid: the shop wrote pieces on or off its shelves. */
  boolean stockMovement() {
    return !cancellation() && customer() == null && lines.stream().allMatch(Line::free);
  }
}
