package habitue.warehouse.rows;

import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.store.journal.Json;

/** Rows of the table {@code facts}. */
final class FactRows {
  /** The sequence of what a refold states again: it is no news. */
  static final long NO_NEWS = 0;

  private FactRows() {}

  static void append(Sheet sheet, long seq, CustomerId customer, Fact fact) {
    sheet
        .row()
        .number(seq)
        .text(customer.toString())
        .text(fact.name())
        .instant(fact.at())
        .instant(fact.statedAt())
        .text(Json.text(fact.details()))
        .text(fact.because().cause())
        .number(fact.because().position())
        .text(fact.because().rule())
        .integer(fact.because().version())
        .text(Json.text(fact.because().words()))
        .end();
  }
}
