package habitue.server.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists and values; and bytes that stand where a value should, as they are. */
record Raw(byte[] bytes) {

  static Raw of(String text) {
    return new Raw(text.getBytes(UTF_8));
  }

  static byte[] json(@Nullable Object value) {
    var to = new ByteArrayOutputStream();
    write(value, to);
    return to.toByteArray();
  }

  private static void write(@Nullable Object value, ByteArrayOutputStream to) {
    switch (value) {
      case Raw raw -> to.writeBytes(raw.bytes());
      case String text -> text(text, to);
      case Map<?, ?> map -> {
        String between = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          ascii(between, to);
          text(String.valueOf(entry.getKey()), to);
          ascii(":", to);
          write(entry.getValue(), to);
          between = ",";
        }
        ascii(map.isEmpty() ? "{}" : "}", to);
      }
      case List<?> list -> {
        String between = "[";
        for (Object each : list) {
          ascii(between, to);
          write(each, to);
          between = ",";
        }
        ascii(list.isEmpty() ? "[]" : "]", to);
      }
      case null -> ascii("null", to);
      default -> ascii(value.toString(), to);
    }
  }

  private static void text(String text, ByteArrayOutputStream to) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      boolean escaped = each < ' ' || each == '"' || each == '\\' || Character.isSurrogate(each);
      quoted.append(escaped ? "\\u%04x".formatted((int) each) : String.valueOf(each));
    }
    to.writeBytes(quoted.append('"').toString().getBytes(UTF_8));
  }

  private static void ascii(String text, ByteArrayOutputStream to) {
    to.writeBytes(text.getBytes(UTF_8));
  }
}
