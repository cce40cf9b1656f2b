package habitue.app.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one C-invoice takes back of one order.
 *
 * @param order the order's invoice number, absent where none is known
 * @param parts lines of the C-invoice, their quantities turned above zero
 */
record Refund(Invoice cancellation, @Nullable String order, List<Part> parts) {

  Refund {
    parts = List.copyOf(parts);
  }
}
