package habitue.app.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of the published file, as it stands there.
 *
 * @param quantity pieces; below zero on cancellations and stock movements
 * @param time wall clock in London, to the minute
 * @param price pounds for one piece; a few have tenths of a penny, two are below zero
 * @param customer the shop's customer number, absent for a guest
 */
record Line(
    String invoice,
    String code,
    String description,
    int quantity,
    LocalDateTime time,
    BigDecimal price,
    @Nullable String customer,
    String country) {

  /** The stock code in capitals: the file spells 112 of them both ways, for the same things. */
  String product() {
    return code.toUpperCase(Locale.ROOT);
  }

  boolean free() {
    return price.signum() == 0;
  }

  /** Pounds and whole pence for this many pieces. */
  BigDecimal amount(int pieces) {
    return price.multiply(BigDecimal.valueOf(pieces)).setScale(2, RoundingMode.HALF_UP);
  }
}
