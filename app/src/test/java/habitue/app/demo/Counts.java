package habitue.app.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts the demo shop's rows, as rows of the README's tables. */
final class Counts {
  private final List<Line> lines = DemoFiles.LINES;
  private final List<Invoice> invoices = DemoFiles.INVOICES;

  Stream<String> tables() {
    return Stream.of(file(), odd(), kinds(), cancelled(), categories(), MessageCounts.rows())
        .flatMap(List::stream);
  }

  private List<String> file() {
    return List.of(
        row("rows", lines.size()),
        row("rows equal to another row in every column", lines.size() - distinct()),
        row("rows without a customer number", countLines(line -> line.customer() == null)),
        row("stock codes", lines.stream().map(Line::code).distinct().count()),
        row("products (codes in capitals)", lines.stream().map(Line::product).distinct().count()),
        row("invoices", invoices.size()),
        row("orders (no C before the number)", count(invoice -> !invoice.cancellation())),
        row("cancellations (C before the number)", count(Invoice::cancellation)),
        row("orders by known customers", count(i -> !i.cancellation() && known(i))),
        row("guest invoices", count(invoice -> !known(invoice))),
        row("guest invoices that are cancellations", count(i -> i.cancellation() && !known(i))),
        row("known customers", customers(_ -> true)),
        row(
            "known customers with cancellations only",
            customers(_ -> true) - customers(this::order)),
        row("countries", lines.stream().map(Line::country).distinct().count()),
        row("lines of the longest invoice", longest()));
  }

  private List<String> odd() {
    return List.of(
        row("invoices whose lines bear two times", count(invoice -> times(invoice) > 1)),
        row("invoices whose rows do not stand together", apart()),
        row("stock movements", count(Invoice::stockMovement)),
        row("lines of stock movements", stockLines(_ -> true)),
        row("lines of stock movements below zero", stockLines(line -> line.quantity() < 0)),
        row("lines below zero on other orders", belowZeroElsewhere()),
        row(
            "lines given away to known customers",
            countLines(l -> l.free() && l.customer() != null)),
        row(
            "lines given away to guests",
            countLines(l -> l.free() && l.customer() == null) - stockLines(_ -> true)),
        row(
            "orders of known customers worth nothing",
            count(i -> known(i) && order(i) && worthNothing(i))),
        row("lines with tenths of a penny", countLines(line -> line.price().scale() > 2)),
        row(
            "orders with an A before the number",
            count(invoice -> invoice.number().startsWith("A"))));
  }

  /** Kind; lines and pounds in orders; lines and pounds in cancellations. */
  private List<String> kinds() {
    var rows = new ArrayList<String>();
    for (var kind : LineKind.values()) {
      rows.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s |",
              kind.name().toLowerCase(Locale.ROOT).replace("_", " "),
              sums(kind, this::order),
              sums(kind, Invoice::cancellation)));
    }
    return rows;
  }

  private String sums(LineKind kind, Predicate<Invoice> which) {
    var counted =
        invoices.stream()
            .filter(which)
            .flatMap(i -> i.lines().stream().filter(line -> LineKind.of(i, line) == kind))
            .toList();
    var pounds =
        counted.stream()
            .map(line -> line.amount(line.quantity()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return String.format(Locale.ROOT, "%,d | %,.2f", counted.size(), pounds);
  }

  private List<String> cancelled() {
    var placed = placed();
    var all = countLines(line -> line.invoice().startsWith("C"));
    var whole = countLines(line -> placed.getOrDefault(line, 0).equals(-line.quantity()));
    var some = placed.size();
    return List.of(
        row("lines of cancellations", all),
        row("placed on orders with all their pieces", whole),
        row("placed with some of them", some - whole),
        row("placed with none", all - some));
  }

  /** Pieces of each row, not of equal rows, that were placed on an order. */
  private IdentityHashMap<Line, Integer> placed() {
    var open = new OpenLines();
    var placed = new IdentityHashMap<Line, Integer>();
    for (var invoice : invoices) {
      if (order(invoice)) {
        open.add(invoice);
      } else {
        open.cancel(invoice).stream()
            .filter(refund -> refund.order() != null)
            .flatMap(refund -> refund.parts().stream())
            .forEach(part -> placed.merge(part.line(), part.quantity(), Integer::sum));
      }
    }
    return placed;
  }

  /** Category; products; lines; share of the lines. */
  private List<String> categories() {
    var catalogue = new Catalogue(lines, Categories.load());
    Map<String, List<Line>> byCategory =
        invoices.stream()
            .flatMap(i -> i.lines().stream().filter(l -> LineKind.of(i, l) == LineKind.GOODS))
            .collect(Collectors.groupingBy(catalogue::category));
    var all = byCategory.values().stream().mapToInt(List::size).sum();
    return byCategory.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
        .map(entry ->
            String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %.1f%% |",
                entry.getKey(),
                entry.getValue().stream().map(Line::product).distinct().count(),
                entry.getValue().size(),
                100.0 * entry.getValue().size() / all))
        .toList();
  }

  static String row(String label, long number) {
    return String.format(Locale.ROOT, "| %s | %,d |", label, number);
  }

  private int distinct() {
    return new HashSet<>(lines).size();
  }

  private long countLines(Predicate<Line> which) {
    return lines.stream().filter(which).count();
  }

  private long count(Predicate<Invoice> which) {
    return invoices.stream().filter(which).count();
  }

  private long customers(Predicate<Invoice> which) {
    return invoices.stream()
        .filter(i -> known(i) && which.test(i))
        .map(Invoice::customer)
        .distinct()
        .count();
  }

  private long stockLines(Predicate<Line> which) {
    return invoices.stream()
        .filter(Invoice::stockMovement)
        .flatMap(i -> i.lines().stream())
        .filter(which)
        .count();
  }

  private long belowZeroElsewhere() {
    return invoices.stream()
        .filter(i -> order(i) && !i.stockMovement())
        .flatMap(i -> i.lines().stream())
        .filter(line -> line.quantity() < 0)
        .count();
  }

  private long apart() {
    var seen = new HashSet<String>();
    var last = "";
    var apart = new HashSet<String>();
    for (var line : lines) {
      if (!line.invoice().equals(last) && !seen.add(line.invoice())) {
        apart.add(line.invoice());
      }
      last = line.invoice();
    }
    return apart.size();
  }

  private int longest() {
    return invoices.stream().mapToInt(invoice -> invoice.lines().size()).max().orElseThrow();
  }

  private static long times(Invoice invoice) {
    return invoice.lines().stream().map(Line::time).distinct().count();
  }

  private boolean order(Invoice invoice) {
    return !invoice.cancellation();
  }

  private static boolean known(Invoice invoice) {
    return invoice.customer() != null;
  }

  private static boolean worthNothing(Invoice invoice) {
    return invoice.lines().stream().allMatch(Line::free);
  }
}
