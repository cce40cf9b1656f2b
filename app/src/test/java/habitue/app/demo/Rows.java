package habitue.app.demo;

import java.util.Arrays;
import java.util.List;

/** Rows for examples, told as the file tells them, less what an example seldom cares about. */
final class Rows {
  private Rows() {}

  /** An invoice on one day: each row "code,quantity,price". */
  static Invoice invoice(String number, String customer, String... rows) {
    return new Invoice(Arrays.stream(rows).map(row -> line(number, customer, row)).toList());
  }

  static Line line(String row) {
    return Pack.line(row);
  }

  static List<Line> lines(String... rows) {
    return Arrays.stream(rows).map(Pack::line).toList();
  }

  private static Line line(String number, String customer, String row) {
    var fields = row.split(",");
    return Pack.line(
        "%s,%s,THING %s,%s,2011-03-01 10:00:00,%s,%s,United Kingdom"
            .formatted(number, fields[0], fields[0], fields[1], fields[2], customer));
  }
}
