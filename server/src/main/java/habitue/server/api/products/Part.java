package habitue.server.api.products;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One field of a product, to be read as what it has to be.
 *
 * @param within where it is told of; empty for a field of the product itself
 */
record Part(Fields fields, String name, String within) {
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PATH = 750;
  private static final int LONGEST_LINK = 2_000;
  private static final long MOST_PIECES = 1_000_000_000;
  private static final Set<String> WORDS =
      Set.of("in_stock", "out_of_stock", "preorder", "backorder");

  /** With or without seconds and the colon of the offset, as feeds have it. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm[:ss]")
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  String path() {
    return within.isEmpty() ? name : within;
  }

  private Value value() {
    return fields.value(name).orElse(Value.NOTHING);
  }

  private RefusedRequest wrong(Code code, String what) {
    return new RefusedRequest(code, path() + " " + what, path());
  }

  /** Numbers are texts too: ids often are. */
  String text(int longest) {
    String text =
        switch (value()) {
          case Value.Text(String said) -> said;
          case Value.Whole(long number) -> Long.toString(number);
          case Value.Decimal(BigDecimal number) -> number.toPlainString();
          case Value.Flag(boolean flag) -> Boolean.toString(flag);
          case Value.Many _, Value.Nothing _, Fields _ -> throw wrong(Code.WRONG_TYPE, "is a text");
        };
    return within(text, longest);
  }

  private String within(String text, int longest) {
    if (text.length() > longest) {
      throw wrong(Code.TEXT_TOO_LONG, "has at most %,d characters".formatted(longest));
    }
    if (text.indexOf(0) >= 0) {
      throw wrong(Code.NUL_CHARACTER, "may not have the character U+0000");
    }
    // Half a surrogate pair is none that could be kept.
    return new String(text.strip().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  String id() {
    String id = text(LONGEST_ID);
    if (id.isEmpty() || id.chars().anyMatch(Character::isISOControl)) {
      throw wrong(Code.BAD_REQUEST, "has 1 to 200 characters on one line");
    }
    return id;
  }

  String ownName() {
    String own = within(name, LONGEST_NAME);
    if (own.isEmpty() || own.chars().anyMatch(Character::isISOControl)) {
      throw wrong(Code.BAD_REQUEST, "is named with 1 to 100 characters on one line");
    }
    return own;
  }

  /** A path with {@code >} between its steps, or its steps as a list. */
  String category() {
    String path =
        value() instanceof Value.Many(List<Value> steps)
            ? steps.stream().map(this::step).collect(Collectors.joining(">"))
            : text(LONGEST_PATH);
    String clean =
        Arrays.stream(path.split(">"))
            .map(String::strip)
            .filter(step -> !step.isEmpty())
            .collect(Collectors.joining(" > "));
    return within(clean, LONGEST_PATH);
  }

  private String step(Value value) {
    return new Part(Fields.of(name, value), name, within).text(LONGEST_PATH);
  }

  String gtin() {
    String gtin = text(LONGEST_NAME).replaceAll("[\\s-]", "");
    if (!gtin.matches("|[0-9]{8}|[0-9]{12,14}")) {
      throw wrong(Code.BAD_REQUEST, "has 8, 12, 13 or 14 digits");
    }
    return gtin;
  }

  String link() {
    String link = text(LONGEST_LINK);
    if (link.isEmpty()) {
      return link;
    }
    try {
      var address = new URI(link.replace(" ", "%20"));
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("https") || scheme.equals("http")) && address.getHost() != null) {
        return address.toString();
      }
    } catch (URISyntaxException broken) {
      // Told below, with the same words.
    }
    throw wrong(Code.BAD_REQUEST, "is an address that begins with https:// or http://");
  }

  String time() {
    String text = text(LONGEST_NAME);
    if (text.isEmpty()) {
      return text;
    }
    try {
      return Instant.parse(text).toString();
    } catch (DateTimeException otherwise) {
      return written(text);
    }
  }

  private String written(String text) {
    try {
      return TIME.parse(text, OffsetDateTime::from).toInstant().toString();
    } catch (DateTimeException unreadable) {
      throw wrong(Code.BAD_TIME, "is a time with its offset, such as 2026-11-27T08:00:00+01:00");
    }
  }

  boolean flag() {
    if (value() instanceof Value.Flag(boolean flag)) {
      return flag;
    }
    throw wrong(Code.WRONG_TYPE, "is true or false");
  }

  List<Value> many(int most) {
    List<Value> many = value() instanceof Value.Many(List<Value> all) ? all : List.of(value());
    if (many.size() > most) {
      throw wrong(Code.TOO_MANY_NAMES, "has at most %,d values".formatted(most));
    }
    return many;
  }

  Fields object(int most) {
    if (!(value() instanceof Fields object)) {
      throw wrong(Code.WRONG_TYPE, "is an object");
    }
    if (object.values().size() > most) {
      throw wrong(Code.TOO_MANY_NAMES, "has at most %,d names".formatted(most));
    }
    return object;
  }

  long count() {
    BigDecimal number =
        fields
            .number(name)
            .orElseThrow(() -> wrong(Code.WRONG_TYPE, "is a whole number of pieces"));
    boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    if (!whole || number.abs().compareTo(BigDecimal.valueOf(MOST_PIECES)) > 0) {
      throw wrong(Code.WRONG_TYPE, "is a whole number of pieces, a billion at most");
    }
    return number.longValueExact();
  }

  String word() {
    String word = text(LONGEST_NAME).toLowerCase(Locale.ROOT).replace(' ', '_');
    if (!WORDS.contains(word)) {
      throw wrong(Code.BAD_REQUEST, "is in_stock, out_of_stock, preorder or backorder");
    }
    return word;
  }
}
