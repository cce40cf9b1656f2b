package habitue.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Packs a {@link Value} for facts, commitments and states. Tags are fixed for ever. */
public final class ValueCodec {
  private ValueCodec() {}

  public static void write(Value value, Packer to) {
    switch (value) {
      case Value.Nothing() -> to.one((byte) 0);
      case Value.Text(String text) -> to.one((byte) 1).text(text);
      case Value.Whole(long number) -> to.one((byte) 2).signed(number);
      case Value.Decimal(BigDecimal number) ->
          to.one((byte) 3).signed(number.scale()).block(number.unscaledValue().toByteArray());
      case Value.Flag(boolean flag) -> to.one((byte) (flag ? 5 : 4));
      case Value.Many(List<Value> many) -> {
        to.one((byte) 6).unsigned(many.size());
        many.forEach(each -> write(each, to));
      }
      case Fields fields -> {
        to.one((byte) 7);
        writeFields(fields, to);
      }
    }
  }

  public static void writeFields(Fields fields, Packer to) {
    to.unsigned(fields.values().size());
    fields
        .values()
        .forEach((name, value) -> {
          to.text(name);
          write(value, to);
        });
  }

  public static Value read(Unpacker from) {
    byte tag = from.one();
    return switch (tag) {
      case 0 -> Value.NOTHING;
      case 1 -> new Value.Text(from.text());
      case 2 -> new Value.Whole(from.signed());
      case 3 -> {
        int scale = (int) from.signed();
        yield new Value.Decimal(new BigDecimal(new BigInteger(from.block()), scale));
      }
      case 4 -> new Value.Flag(false);
      case 5 -> new Value.Flag(true);
      case 6 -> many(from);
      case 7 -> readFields(from);
      default -> throw new IllegalStateException("unknown packed value: " + tag);
    };
  }

  public static Fields readFields(Unpacker from) {
    int count = from.count();
    var values = new LinkedHashMap<String, Value>();
    for (int i = 0; i < count; i++) {
      String name = from.text();
      values.put(name, read(from));
    }
    return new Fields(values);
  }

  private static Value many(Unpacker from) {
    int count = from.count();
    var many = new ArrayList<Value>();
    for (int i = 0; i < count; i++) {
      many.add(read(from));
    }
    return new Value.Many(many);
  }
}
