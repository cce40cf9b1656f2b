package habitue.server.console.words;

import habitue.model.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/**
 * Numbers as each language writes them: {@code 1,234.5}, {@code 83%}, {@code £8.91m}; {@code 1
 * 234,5}, {@code 83 %}, {@code 8,91 M£}, with narrow no-break spaces.
 */
final class Numbers {
  private static final char NARROW = '\u202f';
  private static final char MINUS = '\u2212';
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

  private final Locale locale;
  private final boolean french;

  Numbers(Language language) {
    this.locale = language.locale();
    this.french = language == Language.FRENCH;
  }

  String count(long value) {
    return tidy(NumberFormat.getIntegerInstance(locale).format(value));
  }

  /** With at most so many digits after the point. */
  String decimal(double value, int digits) {
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMaximumFractionDigits(digits);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return tidy(format.format(value));
  }

  /** A part of a whole; never rounded up to all or down to nothing. */
  String share(double part) {
    double percent = part * 100;
    boolean nearly = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
    double kept = percent > 99.9 && percent < 100 ? 99.9 : percent;
    return percent > 0 && percent < 0.1
        ? "<" + (french ? NARROW : "") + percent(0.1, 1)
        : percent(kept, nearly ? 1 : 0);
  }

  private String percent(double value, int digits) {
    return decimal(value, digits) + (french ? NARROW + "%" : "%");
  }

  /** Every penny: {@code £12,288.22}, {@code 12 288,22 £}. */
  String money(Money money) {
    int digits = Math.max(0, money.amount().scale());
    return write(money.amount(), digits, digits, "", money.currency());
  }

  /** A unit price as it was said, with no fewer digits than money has. */
  String price(BigDecimal price, String currency) {
    int least = Math.max(0, Money.zero(currency).amount().scale());
    int digits = Math.max(least, price.stripTrailingZeros().scale());
    return write(price, least, digits, "", currency);
  }

  String quantity(BigDecimal quantity) {
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMaximumFractionDigits(6);
    return tidy(format.format(quantity));
  }

  /** Three digits that matter: {@code £8.91m}, {@code 8,91 M£}; small amounts in full. */
  String shortMoney(Money money) {
    return scaled(money, BigDecimal.valueOf(100_000));
  }

  private String scaled(Money money, BigDecimal from) {
    BigDecimal amount = money.amount();
    int power = 0;
    while (power < 3 && rounded(amount.abs()).compareTo(power == 0 ? from : THOUSAND) >= 0) {
      amount = amount.movePointLeft(3);
      power++;
    }
    if (power == 0) {
      return money(money);
    }
    BigDecimal shown = rounded(amount);
    int digits = Math.max(0, shown.stripTrailingZeros().scale());
    return write(shown, digits, digits, unit(power), money.currency());
  }

  /** Without pennies where there are none: {@code £500}, {@code £1.5m}. */
  String roundMoney(Money money) {
    boolean small = money.amount().abs().compareTo(THOUSAND) < 0;
    if (!small) {
      return scaled(money, THOUSAND);
    }
    int digits = Math.max(0, money.amount().stripTrailingZeros().scale());
    return write(money.amount(), digits, digits, "", money.currency());
  }

  String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 999.5 && unit < 4) {
      size /= 1000;
      unit++;
    }
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    String name = french ? units[unit].replace('B', 'o') : units[unit];
    return decimal(size, size < 10 ? 1 : 0) + NARROW + name;
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.round(new MathContext(3, RoundingMode.HALF_UP));
  }

  private String unit(int power) {
    return switch (power) {
      case 1 -> "k";
      case 2 -> french ? "M" : "m";
      default -> french ? "Md" : "bn";
    };
  }

  private String write(BigDecimal value, int least, int most, String unit, String currency) {
    var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(locale));
    format.setMinimumFractionDigits(least);
    format.setMaximumFractionDigits(most);
    String digits = format.format(value.abs());
    String symbol = symbol(currency);
    String sign = value.signum() < 0 ? String.valueOf(MINUS) : "";
    boolean word = symbol.length() > 1 && Character.isLetter(symbol.charAt(0));
    return french
        ? sign + digits + NARROW + unit + symbol
        : sign + symbol + (word ? "\u00a0" : "") + digits + unit;
  }

  /** The sign alone: {@code £} rather than {@code £GB}. */
  private static String symbol(String currency) {
    return switch (currency) {
      case "GBP" -> "£";
      case "EUR" -> "€";
      case "USD" -> "$";
      case "JPY" -> "¥";
      case "CHF", "CAD", "AUD" -> currency;
      default -> known(currency);
    };
  }

  private static String known(String currency) {
    try {
      return Currency.getInstance(currency).getCurrencyCode();
    } catch (IllegalArgumentException unknown) {
      return currency;
    }
  }

  private static String tidy(String number) {
    return number.replace('-', MINUS).replace('\u00a0', NARROW);
  }
}
