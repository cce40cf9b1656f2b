package habitue.server.console.view;

import habitue.model.Money;
import java.time.Instant;

/** What a figure measures. */
public sealed interface Quantity {

  record Count(long value) implements Quantity {}

  record Amount(Money value) implements Quantity {}

  /** A part of a whole, from 0 to 1. */
  record Share(double value) implements Quantity {}

  record Days(double value) implements Quantity {}

  record Moment(Instant value) implements Quantity {}

  /** Cannot be said, such as a share of nothing. */
  record Unknown() implements Quantity {}
}
