package habitue.engine;

import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what clients say, briefly: {@code said("order_id", "1", "total", 10)}. */
public final class Said {
  private Said() {}

  /** Names and values in turn. */
  public static Fields said(@Nullable Object... pairs) {
    var values = new LinkedHashMap<String, Value>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(String.valueOf(pairs[i]), value(pairs[i + 1]));
    }
    return new Fields(values);
  }

  private static Value value(@Nullable Object value) {
    return switch (value) {
      case null -> Value.NOTHING;
      case Value ready -> ready;
      case String text -> Value.of(text);
      case Integer number -> Value.of(number);
      case Long number -> Value.of(number);
      case BigDecimal number -> Value.of(number);
      case Boolean flag -> Value.of(flag);
      case List<?> list -> new Value.Many(list.stream().map(Said::value).toList());
      default -> throw new IllegalArgumentException("no JSON: " + value);
    };
  }
}
