package habitue.server.desk;

import habitue.model.Fields;
import habitue.model.Value;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as clients said them, as texts to show. */
final class Texts {
  private static final int LONGEST = 200;
  private static final int MOST = 10;

  private Texts() {}

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** One line, cut where it is long; empty for nothing. */
  static String of(Value value) {
    String text = plain(value);
    return text.length() <= LONGEST ? text : text.substring(0, whole(text)) + "…";
  }

  /** The first of several names that holds a text or number; empty when none does. */
  static String first(Fields said, String... names) {
    for (String name : names) {
      String text = said.text(name).orElse("");
      if (!text.isEmpty()) {
        return of(Value.of(text));
      }
    }
    return "";
  }

  private static String plain(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Flag(boolean flag) -> Boolean.toString(flag);
      case Value.Nothing _ -> "";
      case Value.Whole(long number) -> Long.toString(number);
      case Value.Decimal(var number) -> number.toPlainString();
      case Value.Many(List<Value> many) -> joined(many);
      case Fields fields -> joined(List.copyOf(fields.values().values()));
    };
  }

  private static String joined(List<Value> values) {
    return values.stream()
        .limit(MOST)
        .map(Texts::of)
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(", "));
  }

  /** Never half of a pair. */
  private static int whole(String text) {
    return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
  }
}
