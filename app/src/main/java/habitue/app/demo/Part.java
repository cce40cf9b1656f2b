package habitue.app.demo;

import java.math.BigDecimal;

/** So many pieces of a line: all of them in an order, those of one order in a refund. */
record Part(Line line, int quantity) {

  BigDecimal amount() {
    return line.amount(quantity);
  }
}
