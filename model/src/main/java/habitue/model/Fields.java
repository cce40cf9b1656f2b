package habitue.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A JSON object: named values in the order they were said. Look-ups answer empty both for an absent
 * field and for one of another type, so that a client's odd message never throws here.
 */
public record Fields(SequencedMap<String, Value> values) implements Value {
  public static final Fields NONE = new Fields(new LinkedHashMap<>());

  /** Takes the map over without a copy: whoever builds one gives it away. */
  public Fields {
    values = Collections.unmodifiableSequencedMap(values);
  }

  public static Fields of(Map<String, ? extends Value> values) {
    return new Fields(new LinkedHashMap<>(values));
  }

  public static Fields of(String name, Value value) {
    return NONE.with(name, value);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public Optional<Value> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A text, or a number written as text; blank counts as absent. */
  public Optional<String> text(String name) {
    return switch (values.get(name)) {
      case Text(String text) when !text.isBlank() -> Optional.of(text);
      case Whole(long number) -> Optional.of(Long.toString(number));
      case Decimal(BigDecimal number) -> Optional.of(number.toPlainString());
      case null, default -> Optional.empty();
    };
  }

  /** A number, or a text that reads as one. */
  public Optional<BigDecimal> number(String name) {
    return switch (values.get(name)) {
      case Whole(long number) -> Optional.of(BigDecimal.valueOf(number));
      case Decimal(BigDecimal number) -> Optional.of(number);
      case Text(String text) -> Decimals.read(text);
      case null, default -> Optional.empty();
    };
  }

  public Optional<Boolean> flag(String name) {
    return values.get(name) instanceof Flag(boolean flag) ? Optional.of(flag) : Optional.empty();
  }

  /** The object under a name, empty when there is none. */
  public Fields fields(String name) {
    return values.get(name) instanceof Fields fields ? fields : NONE;
  }

  /** The list under a name, empty when there is none. */
  public List<Value> list(String name) {
    return values.get(name) instanceof Many(List<Value> many) ? many : List.of();
  }

  public Fields with(String name, Value value) {
    var copy = new LinkedHashMap<>(values);
    copy.put(name, value);
    return new Fields(copy);
  }

  public Fields with(String name, String text) {
    return with(name, Value.of(text));
  }

  public Fields with(String name, long number) {
    return with(name, Value.of(number));
  }

  public Fields without(String name) {
    if (!values.containsKey(name)) {
      return this;
    }
    var copy = new LinkedHashMap<>(values);
    copy.remove(name);
    return new Fields(copy);
  }
}
