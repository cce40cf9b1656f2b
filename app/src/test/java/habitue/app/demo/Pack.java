package habitue.app.demo;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the demo's compact file from the published CSV: {@code Pack online_retail.csv.gz
 * demo/online-retail.bin.gz}. The form is described in {@link OnlineRetail}.
 */
final class Pack {
  static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Pack() {}

  public static void main(String[] args) throws IOException {
    try (var csv =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(args[0]))),
                StandardCharsets.UTF_8))) {
      var rows = csv.lines().skip(1).map(Pack::line).toList();
      write(rows, Path.of(args[1]));
      System.out.println(rows.size() + " rows, " + Files.size(Path.of(args[1])) + " bytes");
    }
  }

  static void write(List<Line> rows, Path file) throws IOException {
    try (var out = new DataOutputStream(new SmallestGzip(file))) {
      var countries = places(rows.stream().map(Line::country).toList());
      var articles = places(rows.stream().map(Article::of).toList());
      out.writeInt(OnlineRetail.MAGIC);
      number(out, countries.size());
      for (var country : countries.keySet()) {
        out.writeUTF(country);
      }
      number(out, articles.size());
      for (var article : articles.keySet()) {
        out.writeUTF(article.code());
        out.writeUTF(article.description());
      }
      number(out, rows.size());
      column(out, rows, row -> letters(row) == 0 ? 0 : row.invoice().charAt(0));
      differences(out, rows, row -> Integer.parseInt(row.invoice().substring(letters(row))));
      differences(out, rows, Pack::minute);
      differences(out, rows, Pack::customer);
      column(out, rows, row -> countries.getOrDefault(row.country(), -1));
      column(out, rows, row -> articles.getOrDefault(Article.of(row), -1));
      column(out, rows, Line::quantity);
      prices(out, rows);
    }
  }

  /** One row of the CSV; the file has no line breaks inside a field. */
  static Line line(String row) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    var quoted = false;
    for (int i = 0; i < row.length(); i++) {
      var c = row.charAt(i);
      if (c == '"' && quoted && row.startsWith("\"\"", i)) {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    return new Line(
        fields.get(0),
        fields.get(1),
        fields.get(2),
        Integer.parseInt(fields.get(3)),
        LocalDateTime.parse(fields.get(4), TIME),
        new BigDecimal(fields.get(5)),
        fields.get(6).isEmpty() ? null : fields.get(6),
        field.toString());
  }

  /** The row as the published file writes it. */
  static String csv(Line line) {
    return String.join(
        ",",
        line.invoice(),
        line.code(),
        quoted(line.description()),
        String.valueOf(line.quantity()),
        TIME.format(line.time()),
        line.price().toString(),
        line.customer() == null ? "" : line.customer(),
        line.country());
  }

  private static String quoted(String field) {
    return field.contains("\"") || field.contains(",")
        ? '"' + field.replace("\"", "\"\"") + '"'
        : field;
  }

  private record Article(String code, String description) {
    static Article of(Line line) {
      return new Article(line.code(), line.description());
    }
  }

  private static <T> Map<T, Integer> places(List<T> values) {
    Map<T, Integer> places = new LinkedHashMap<>();
    values.forEach(value -> places.putIfAbsent(value, places.size()));
    return places;
  }

  private static int letters(Line row) {
    return Character.isDigit(row.invoice().charAt(0)) ? 0 : 1;
  }

  private static int minute(Line row) {
    return (int) ChronoUnit.MINUTES.between(OnlineRetail.START, row.time());
  }

  private static int customer(Line row) {
    return row.customer() == null ? 0 : Integer.parseInt(row.customer());
  }

  private static void column(DataOutputStream out, List<Line> rows, ToIntFunction<Line> value)
      throws IOException {
    for (var row : rows) {
      number(out, value.applyAsInt(row));
    }
  }

  private static void differences(DataOutputStream out, List<Line> rows, ToIntFunction<Line> value)
      throws IOException {
    var last = 0;
    for (var row : rows) {
      var now = value.applyAsInt(row);
      number(out, now - last);
      last = now;
    }
  }

  private static void prices(DataOutputStream out, List<Line> rows) throws IOException {
    Map<Article, Integer> last = new HashMap<>();
    for (var row : rows) {
      var thousandths = row.price().movePointRight(3).intValueExact();
      var before = last.put(Article.of(row), thousandths);
      number(out, thousandths - (before == null ? 0 : before));
    }
  }

  private static void number(DataOutputStream out, int value) throws IOException {
    var zigzag = (value << 1) ^ (value >> 31);
    while ((zigzag & ~0x7F) != 0) {
      out.writeByte((zigzag & 0x7F) | 0x80);
      zigzag >>>= 7;
    }
    out.writeByte(zigzag);
  }

  private static final class SmallestGzip extends GZIPOutputStream {
    SmallestGzip(Path file) throws IOException {
      super(Files.newOutputStream(file), 1 << 16);
      def.setLevel(9);
    }
  }
}
