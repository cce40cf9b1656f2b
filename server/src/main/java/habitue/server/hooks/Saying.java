package habitue.server.hooks;

import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Gathers what is said, in order; what is null is not said. */
final class Saying {
  private final SequencedMap<String, Value> values = new LinkedHashMap<>();

  Saying put(String name, @Nullable Value value) {
    if (value != null) {
      values.put(name, value);
    }
    return this;
  }

  Saying put(String name, @Nullable String text) {
    return put(name, text == null ? null : Value.of(text));
  }

  Saying put(String name, @Nullable BigDecimal number) {
    return put(name, number == null ? null : Value.of(number));
  }

  Saying put(String name, boolean flag) {
    return put(name, Value.of(flag));
  }

  Saying put(String name, List<Fields> list) {
    return put(name, new Value.Many(List.copyOf(list)));
  }

  /** As it is in the shop's document, under the same or another name. */
  Saying same(Fields from, String name, String as) {
    return put(as, Document.text(from, name));
  }

  Fields done() {
    return values.isEmpty() ? Fields.NONE : new Fields(values);
  }
}
