package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may be kept of a refused event: its shape. Letters become {@code a} and digits {@code 9}, so
 * that {@code 12,50 EUR} reads {@code 99,99 aaa}: enough to see the mistake, nothing of a person.
 */
final class Redaction {
  private static final int LONGEST_TEXT = 60;
  private static final int MOST_NAMES = 50;
  private static final int MOST_ITEMS = 5;
  private static final int DEEPEST = 6;

  private static final int LONGEST_CURRENCY = 4;

  /** Names at an event's top whose values say nothing of a person. */
  private static final Set<String> PLAIN = Set.of("type", "event", "version");

  private Redaction() {}

  static Fields of(Fields message) {
    return fields(message, 0);
  }

  private static Fields fields(Fields fields, int depth) {
    var kept = new LinkedHashMap<String, Value>();
    for (var entry : fields.values().entrySet()) {
      if (kept.size() == MOST_NAMES || depth == DEEPEST) {
        kept.put("…", Value.of("…"));
        break;
      }
      String name = entry.getKey();
      Value value = entry.getValue();
      kept.put(path(name), plain(name, value, depth).orElseGet(() -> value(value, depth + 1)));
    }
    return new Fields(kept);
  }

  private static Value value(Value value, int depth) {
    return switch (value) {
      case Value.Text(String text) -> Value.of(cut(shape(text)));
      case Value.Whole(long number) -> Value.of(shape(Long.toString(number)));
      case Value.Decimal(BigDecimal number) -> Value.of(shape(number.toString()));
      case Value.Flag flag -> flag;
      case Value.Nothing nothing -> nothing;
      case Value.Many(List<Value> many) ->
          new Value.Many(many.stream().limit(MOST_ITEMS).map(each -> value(each, depth)).toList());
      case Fields fields -> fields(fields, depth);
    };
  }

  /** A dotted path as it may be shown: a name that looks like someone's keeps only its shape. */
  static String path(String path) {
    boolean personal = path.contains("@") || path.chars().filter(Character::isDigit).count() > 6;
    return personal || path.length() > 200 ? cut(shape(path)) : path;
  }

  private static String shape(String text) {
    var shape = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_TEXT + 1L)
        .map(each -> Character.isLetter(each) ? 'a' : Character.isDigit(each) ? '9' : each)
        .forEach(shape::appendCodePoint);
    return shape.toString();
  }

  /** What may be read as it came: an event's kind and name, and what is no longer than a code. */
  private static Optional<Value> plain(String name, Value value, int depth) {
    if (!(value instanceof Value.Text(String text))) {
      return Optional.empty();
    }
    boolean code = name.equals("currency") && text.length() <= LONGEST_CURRENCY;
    boolean plain = depth == 0 && PLAIN.contains(name) || code;
    return plain ? Optional.of(Value.of(cut(path(text)))) : Optional.empty();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
