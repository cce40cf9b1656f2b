package habitue.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real gift shop's year, told as the messages it would have sent: who its customers are, what
 * they ordered, what they gave back.
 *
 * <p>The rows are those of Online Retail, Daqing Chen, UCI Machine Learning Repository, 2015,
 * https://doi.org/10.24432/C5BW33, CC BY 4.0. {@code demo/README.md} has the rules and the counts.
 */
public final class DemoShop {
  private final List<Invoice> invoices;
  private final Catalogue catalogue;
  private final LocalDateTime lastOrder;

  private DemoShop(List<Line> lines) {
    invoices = Invoice.group(lines);
    catalogue = new Catalogue(lines, Categories.load());
    lastOrder =
        invoices.stream()
            .filter(invoice -> !invoice.cancellation())
            .map(Invoice::time)
            .max(LocalDateTime::compareTo)
            .orElseThrow();
  }

  /** Opens the compact file; about a second, and 40 MB while the shop is held. */
  public static DemoShop open(Path file) throws IOException {
    return new DemoShop(OnlineRetail.read(file));
  }

  /** The whole weeks after which the last order lies within the seven days before now. */
  public Shift shiftTo(Instant now) {
    return Shift.upTo(now, lastOrder);
  }

  public Instant lastOrder(Shift shift) {
    return shift.instant(lastOrder);
  }

  /** Midnight in London after the last order: when the shop's summaries are taken. */
  public Instant midnight(Shift shift) {
    return shift.instant(lastOrder.toLocalDate().plusDays(1).atStartOfDay());
  }

  /**
   * Every message, in the order of their times, each a line of JSON that is the same at each call
   * but for its timestamp. A customer is identified before their first invoice, and again whenever
   * an invoice goes to another country than the one before.
   */
  public Stream<String> messages(Shift shift) {
    var writer = new SegmentWriter(catalogue, shift);
    var open = new OpenLines();
    Map<String, String> countries = new HashMap<>();
    return invoices.stream()
        .flatMap(invoice ->
            Stream.concat(identify(invoice, countries, writer), tell(invoice, open, writer)));
  }

  private static Stream<String> identify(
      Invoice invoice, Map<String, String> countries, SegmentWriter writer) {
    var customer = invoice.customer();
    if (customer == null || invoice.country().equals(countries.put(customer, invoice.country()))) {
      return Stream.empty();
    }
    return Stream.of(writer.identify(invoice));
  }

  private static Stream<String> tell(Invoice invoice, OpenLines open, SegmentWriter writer) {
    if (invoice.cancellation()) {
      return open.cancel(invoice).stream().map(writer::orderRefunded);
    }
    open.add(invoice);
    return Stream.of(writer.orderCompleted(invoice));
  }
}
