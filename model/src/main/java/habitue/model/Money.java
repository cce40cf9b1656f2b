package habitue.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/**
 * An amount in whole minor units (pence, cents) of an ISO 4217 currency. Sums that leave the range
 * of a long throw; nothing is ever rounded but in {@link #of}.
 */
public record Money(long minor, String currency) implements Comparable<Money> {

  public static Money zero(String currency) {
    return new Money(0, currency);
  }

  /** Rounds half away from zero to the currency's minor unit, as invoices do. */
  public static Money of(BigDecimal amount, String currency) {
    BigDecimal minor = amount.movePointRight(digits(currency));
    return new Money(minor.setScale(0, RoundingMode.HALF_UP).longValueExact(), currency);
  }

  /** Whether this is an ISO 4217 code, in capitals. */
  public static boolean known(String currency) {
    return find(currency).isPresent();
  }

  public BigDecimal amount() {
    return BigDecimal.valueOf(minor, digits(currency));
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minor, same(other).minor), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minor, same(other).minor), currency);
  }

  public boolean isZero() {
    return minor == 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minor, same(other).minor);
  }

  @Override
  public String toString() {
    return amount().toPlainString() + " " + currency;
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "amounts in " + currency + " and " + other.currency + " do not add up");
    }
    return other;
  }

  /** How many digits after the point its minor unit is; 2 where nobody knows. */
  public static int digits(String currency) {
    return Math.max(0, find(currency).map(Currency::getDefaultFractionDigits).orElse(2));
  }

  private static Optional<Currency> find(String code) {
    if (code.length() != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(Currency.getInstance(code));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
