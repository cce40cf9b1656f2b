package habitue.engine.sell.orders;

import habitue.engine.Texts;
import habitue.model.Fields;
import habitue.model.Value;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/*
 * Where an order was delivered to says who lives together. Only a hash of it is kept: two that are
 * one agree, and nobody reads an address off a state or a book.
 */

/** A street and its town's code, by a hash. */
public final class Doorstep {
  /** What an order says: an address, as text or with its parts. */
  static final String ADDRESS = "shipping_address";

  /** The same from who keeps no addresses: {@link #told}. */
  public static final String DELIVERED_TO = "delivered_to";

  private static final int SHORTEST = 8;
  private static final int DIGITS = 16;

  private Doorstep() {}

  /** Of an address; empty where its street or code is missing. */
  public static Optional<Long> of(Value address) {
    String plain = plain(address);
    return plain.length() < SHORTEST ? Optional.empty() : Optional.of(Texts.hash(plain));
  }

  /** The hash of an address, to be said instead of it; empty where it has none. */
  public static Optional<String> told(Fields address) {
    return of(address).map(HexFormat.of()::toHexDigits);
  }

  /** Where an order went. */
  static Optional<Long> ofOrder(Fields said) {
    return said.value(ADDRESS)
        .flatMap(Doorstep::of)
        .or(() -> said.text(DELIVERED_TO).flatMap(Doorstep::read));
  }

  private static Optional<Long> read(String hash) {
    boolean right = hash.length() == DIGITS && hash.chars().allMatch(HexFormat::isHexDigit);
    return right ? Optional.of(HexFormat.fromHexDigitsToLong(hash)) : Optional.empty();
  }

  /** In letters and digits alone. */
  private static String plain(Value address) {
    return switch (address) {
      case Value.Text(String text) -> plain(text);
      case Fields said -> {
        String street = first(said, "street", "address1", "address_1", "line1");
        String code = first(said, "postalCode", "postal_code", "zip", "postcode");
        yield street.isEmpty() || code.isEmpty() ? "" : street + code;
      }
      default -> "";
    };
  }

  private static String first(Fields said, String... names) {
    String found = Texts.first(said, Texts.KEY, names);
    return found == null ? "" : plain(found);
  }

  private static String plain(String text) {
    var plain = new StringBuilder();
    text.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}
