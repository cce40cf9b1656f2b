package habitue.benchmarks.workload;

import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;

/** Writes JSON objects in Java: {@code object("name", "Ada", "orders", 3)}. */
public final class Literal {
  private Literal() {}

  public static Fields object(Object... namesAndValues) {
    var values = LinkedHashMap.<String, Value>newLinkedHashMap(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
    }
    return new Fields(values);
  }

  private static Value value(Object object) {
    return switch (object) {
      case Value value -> value;
      case String text -> Value.of(text);
      case Integer number -> Value.of(number.longValue());
      case Long number -> Value.of(number);
      case Boolean flag -> Value.of(flag);
      case BigDecimal number -> Value.of(number);
      case List<?> many -> new Value.Many(many.stream().map(Literal::value).toList());
      default -> throw new IllegalArgumentException("no JSON for a " + object.getClass());
    };
  }
}
