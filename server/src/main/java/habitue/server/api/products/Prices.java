package habitue.server.api.products;

import habitue.model.Fields;
import habitue.model.Money;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The amounts of one product, all in one currency: a number or a decimal text, alone or with its
 * currency before or behind it, as feeds have it.
 */
final class Prices {
  private static final Pattern AMOUNT =
      Pattern.compile("([A-Za-z]{3} )?([0-9]{1,12}(?:\\.[0-9]{1,6})?)( ?[A-Za-z]{3})?");
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);

  private final Fields said;
  private String currency;

  Prices(Fields said, String otherwise) {
    this.said = said;
    boolean says = said.text("currency").isPresent();
    this.currency = says ? known(new Part(said, "currency", "").text(10), "currency") : "";
    if (!says) {
      for (String name : new String[] {"price", "salePrice", "cost"}) {
        currency = currency.isEmpty() ? named(name) : currency;
      }
    }
    this.currency = currency.isEmpty() ? otherwise : currency;
  }

  String currency() {
    return currency;
  }

  /** Rounded to the currency's minor unit. */
  BigDecimal read(String name) {
    Matcher amount = AMOUNT.matcher(text(name));
    if (!amount.matches() || new BigDecimal(amount.group(2)).compareTo(LIMIT) >= 0) {
      throw new RefusedRequest(
          Code.BAD_AMOUNT, name + " is a number or a text such as 12.50 or 12.50 EUR", name);
    }
    String own = named(name);
    if (!own.isEmpty() && !own.equals(currency)) {
      throw new RefusedRequest(
          Code.UNKNOWN_CURRENCY, "a product has one currency for all its amounts", name);
    }
    return Money.of(new BigDecimal(amount.group(2)), currency).amount();
  }

  private String text(String name) {
    return said.text(name).orElse("").strip();
  }

  /** The currency beside an amount; empty where it has none. */
  private String named(String name) {
    Matcher amount = AMOUNT.matcher(text(name));
    if (!amount.matches()) {
      return "";
    }
    String before = amount.group(1);
    String behind = amount.group(3);
    return before == null && behind == null ? "" : known(before == null ? behind : before, name);
  }

  private static String known(String code, String field) {
    String currency = code.strip().toUpperCase(Locale.ROOT);
    if (!Money.known(currency)) {
      throw new RefusedRequest(
          Code.UNKNOWN_CURRENCY, field + " has no ISO 4217 currency such as EUR", field);
    }
    return currency;
  }
}
