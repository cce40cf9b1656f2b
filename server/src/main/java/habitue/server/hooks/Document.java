package habitue.server.hooks;

import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a shop's document: ids, times and amounts as both shops write them. */
final class Document {
  private static final int WIDEST = 40;
  private static final int DECIMALS = 8;

  private Document() {}

  static String id(Fields from, String name) {
    return find(from, name).orElseThrow(() -> new UnreadableDocument(name));
  }

  /** An id; 0 is nobody's. */
  static Optional<String> find(Fields from, String name) {
    return from.text(name).map(String::strip).filter(id -> !id.equals("0"));
  }

  static @Nullable String text(Fields from, String name) {
    return from.text(name).map(String::strip).orElse(null);
  }

  /** The first of several names that holds a text. */
  static @Nullable String first(Fields from, String... names) {
    for (String name : names) {
      String text = text(from, name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  static Instant time(Fields from, String name) {
    Instant time = timeOrNull(from, name);
    if (time == null) {
      throw new UnreadableDocument(name);
    }
    return time;
  }

  /** A time; names that end in {@code _gmt} are in UTC without saying so. */
  static @Nullable Instant timeOrNull(Fields from, String name) {
    String text = text(from, name);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(name.endsWith("_gmt") ? text + "Z" : text).toInstant();
    } catch (DateTimeException notTime) {
      throw new UnreadableDocument(name);
    }
  }

  /**
   * An amount in the shop's own currency, where a document has it in the customer's too ({@code
   * price_set.shop_money}); null when there is none.
   */
  static @Nullable BigDecimal amount(Fields from, String name) {
    Fields shop = from.fields(name + "_set").fields("shop_money");
    Optional<BigDecimal> number = shop.number("amount").or(() -> from.number(name));
    if (number.isPresent() && Math.abs((long) number.get().scale()) > WIDEST) {
      throw new UnreadableDocument(name);
    }
    return number.orElse(null);
  }

  static BigDecimal amountOrZero(Fields from, String name) {
    BigDecimal amount = amount(from, name);
    return amount == null ? BigDecimal.ZERO : amount;
  }

  /** Divided to so many decimals as a price can have, without zeros at its end. */
  static BigDecimal divided(BigDecimal number, BigDecimal by) {
    if (by.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal quotient = number.divide(by, DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return quotient.scale() < 0 ? quotient.setScale(0) : quotient;
  }

  /** The sum of an amount over a list's objects. */
  static BigDecimal sum(List<Fields> list, String name) {
    return list.stream()
        .map(each -> amountOrZero(each, name))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The objects of a list; whatever else stands in it is passed over. */
  static List<Fields> list(Fields from, String name) {
    return from.list(name).stream()
        .filter(Fields.class::isInstance)
        .map(Fields.class::cast)
        .toList();
  }

  static boolean flag(Fields from, String name) {
    return from.flag(name).orElse(false);
  }

  /** A time as text, or JSON's null, which says outright that there is none. */
  static Value timeOrNothing(@Nullable Instant time) {
    return time == null ? Value.NOTHING : Value.of(time.toString());
  }
}
