package habitue.engine.sell;

import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the amounts of one event, in its one currency. What cannot be read (text where money is
 * meant, a number beyond {@link #LIMIT}, an unknown currency) is taken as not said, and counted:
 * nothing here throws.
 */
public final class Amounts {
  /** Amounts and quantities at or beyond a trillion are not believed. */
  public static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);

  private static final int DIGITS = 30;
  private static final int SCALE = 12;

  private final String currency;
  private final boolean currencyKnown;
  private int unreadable;

  /** Of an event that may name its currency; otherwise it is the one given. */
  public Amounts(Fields properties, String otherwise) {
    String said = properties.text("currency").orElse(otherwise).toUpperCase(Locale.ROOT);
    this.currencyKnown = Money.known(said);
    this.currency = currencyKnown ? said : otherwise;
    this.unreadable = currencyKnown ? 0 : 1;
  }

  public String currency() {
    return currency;
  }

  /** Whether the currency is one we can count in. */
  public boolean currencyKnown() {
    return currencyKnown;
  }

  /** How many values could not be read so far. */
  public int unreadable() {
    return unreadable;
  }

  /** The first of several names that holds an amount; null when none does. */
  public @Nullable Money money(Fields said, String... names) {
    for (String name : names) {
      Money money = rounded(number(said, name));
      if (money != null) {
        return money;
      }
    }
    return null;
  }

  /** A number within bounds, with its digits as said; null when there is none. */
  public @Nullable BigDecimal number(Fields said, String name) {
    Value value = said.values().get(name);
    if (value == null || value instanceof Value.Nothing) {
      return null;
    }
    Optional<BigDecimal> number = said.number(name).filter(Amounts::believed);
    if (number.isEmpty()) {
      unreadable++;
    }
    return number.map(Amounts::plain).orElse(null);
  }

  /** The product of two numbers in this currency, rounded once; zero and counted if too large. */
  public Money times(BigDecimal quantity, BigDecimal price) {
    Money money = rounded(quantity.multiply(price));
    return money == null ? zero() : money;
  }

  public Money zero() {
    return Money.zero(currency);
  }

  private @Nullable Money rounded(@Nullable BigDecimal amount) {
    if (amount == null || !currencyKnown) {
      return null;
    }
    if (amount.abs().compareTo(LIMIT) >= 0) {
      unreadable++;
      return null;
    }
    return Money.of(amount, currency);
  }

  /** The amount at a rate, in another currency; null when it leaves the bounds. */
  public static @Nullable Money at(BigDecimal rate, Money money, String currency) {
    return at(rate, money.amount(), currency);
  }

  /** So many at a price, in a currency; null when that leaves the bounds. */
  public static @Nullable Money at(BigDecimal price, BigDecimal quantity, String currency) {
    BigDecimal amount = quantity.multiply(price);
    return amount.abs().compareTo(LIMIT) < 0 ? Money.of(amount, currency) : null;
  }

  /** The sum; stops at the ends of a long rather than throw. */
  public static Money sum(Money one, Money other) {
    long sum = one.minor() + other.minor();
    boolean overflow = ((one.minor() ^ sum) & (other.minor() ^ sum)) < 0;
    return new Money(overflow ? end(one.minor()) : sum, one.currency());
  }

  /** The difference; stops at the ends of a long rather than throw. */
  public static Money difference(Money one, Money other) {
    return sum(
        one,
        new Money(
            other.minor() == Long.MIN_VALUE ? Long.MAX_VALUE : -other.minor(), other.currency()));
  }

  private static long end(long towards) {
    return towards < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static boolean believed(BigDecimal number) {
    return number.precision() <= DIGITS
        && number.scale() <= SCALE
        && number.abs().compareTo(LIMIT) < 0;
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
