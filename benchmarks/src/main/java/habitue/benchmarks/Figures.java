package habitue.benchmarks;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.journal.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured, in the order it was measured in; four digits each. */
final class Figures {
  private static final MathContext DIGITS = new MathContext(4);

  private final Map<String, Value> figures = new LinkedHashMap<>();

  Figures put(String name, double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    int whole = rounded.precision() - rounded.scale();
    figures.put(name, Value.of(whole >= 4 ? rounded.setScale(0) : rounded));
    return this;
  }

  Figures put(String name, Figures nested) {
    return put(name, nested.fields());
  }

  Figures put(String name, Fields nested) {
    figures.put(name, nested);
    return this;
  }

  Fields fields() {
    return Fields.of(figures);
  }

  String json() {
    return Json.text(fields());
  }

  /** A line each, for people. */
  String table() {
    var lines = new StringBuilder();
    figures.forEach((name, value) ->
        lines.append("%-36s %s%n".formatted(name, Json.text(value).replace("\"", ""))));
    return lines.toString();
  }

  static double number(Fields said, String name) {
    return said.number(name).orElseThrow().doubleValue();
  }

  static double median(double... values) {
    return percentile(sorted(values), 0.5);
  }

  /** The value that this share of the sorted values do not exceed. */
  static double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, index)];
  }

  private static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
