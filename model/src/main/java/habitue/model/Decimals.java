package habitue.model;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as people and programs write them, within bounds: 1e999999999 is endless to print. */
public final class Decimals {
  private static final int LONGEST = 40;
  private static final int WIDEST = 40;

  private Decimals() {}

  /** What a text of at most 40 characters says; empty for no number, or one too wide to write. */
  public static Optional<BigDecimal> read(String text) {
    if (text.length() > LONGEST || text.chars().anyMatch(each -> each > 'e')) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text)).filter(Decimals::narrow);
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static boolean narrow(BigDecimal number) {
    return Math.abs((long) number.scale()) <= WIDEST
        && Math.abs((long) number.precision() - number.scale()) <= WIDEST;
  }
}
