package habitue.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * A piece of JSON as a client sent it. Numbers keep their digits: {@link Whole} when they fit a
 * long, otherwise {@link Decimal}; never a double.
 */
public sealed interface Value
    permits Value.Text, Value.Whole, Value.Decimal, Value.Flag, Value.Many, Value.Nothing, Fields {

  record Text(String value) implements Value {}

  record Whole(long value) implements Value {}

  record Decimal(BigDecimal value) implements Value {}

  record Flag(boolean value) implements Value {}

  record Many(List<Value> values) implements Value {
    public Many {
      values = List.copyOf(values);
    }
  }

  /** JSON's null: said, and empty. An absent field is not in its {@link Fields} at all. */
  record Nothing() implements Value {}

  Value NOTHING = new Nothing();

  static Value of(String text) {
    return new Text(text);
  }

  static Value of(long number) {
    return new Whole(number);
  }

  static Value of(boolean flag) {
    return new Flag(flag);
  }

  static Value of(BigDecimal number) {
    return new Decimal(number);
  }
}
