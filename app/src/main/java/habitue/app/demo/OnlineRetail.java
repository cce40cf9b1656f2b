package habitue.app.demo;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Reads the compact form of the Online Retail file, in which every row is kept exactly and in
 * order.
 *
 * <p>The form, gzipped: {@link #MAGIC} (4 bytes); a list of countries and a list of articles, an
 * article being a stock code and a description (a list is its length, then its texts in {@link
 * java.io.DataInput#readUTF}); the number of rows; then the columns, each with a number for every
 * row. All numbers but the magic are zigzag LEB128. The columns:
 *
 * <ol>
 *   <li>the letter before the invoice's digits, 0 where there is none
 *   <li>the invoice's digits, less those of the row before
 *   <li>minutes since {@link #START}, less those of the row before
 *   <li>the customer number, 0 for a guest, less that of the row before
 *   <li>the country's place in its list
 *   <li>the article's place in its list
 *   <li>the quantity
 *   <li>the price in thousandths of a pound, less the article's price when it was last seen
 * </ol>
 */
final class OnlineRetail {
  static final int MAGIC = 0x4F52_4331; // ORC1
  static final LocalDateTime START = LocalDateTime.of(2010, 12, 1, 0, 0);

  private OnlineRetail() {}

  /** Every row of the file, in its order. A file of another form is an {@link IOException}. */
  static List<Line> read(Path file) throws IOException {
    try (var in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16)))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " does not hold the demo shop's rows");
      }
      return lines(in);
    }
  }

  private static List<Line> lines(DataInputStream in) throws IOException {
    var countries = texts(in, number(in));
    var articles = texts(in, 2 * number(in));
    var rows = number(in);
    var letter = column(in, rows);
    var digits = sums(column(in, rows));
    var minute = sums(column(in, rows));
    var customer = sums(column(in, rows));
    var country = column(in, rows);
    var article = column(in, rows);
    var quantity = column(in, rows);
    var price = column(in, rows);
    var lastPrice = new int[articles.size() / 2];
    var shared = new Shared();
    var lines = new ArrayList<Line>(rows);
    for (int row = 0; row < rows; row++) {
      lastPrice[article[row]] += price[row];
      lines.add(
          new Line(
              shared.one(invoice(letter[row], digits[row])),
              articles.get(2 * article[row]),
              articles.get(2 * article[row] + 1),
              quantity[row],
              shared.one(START.plusMinutes(minute[row])),
              shared.one(pounds(lastPrice[article[row]])),
              customer[row] == 0 ? null : shared.one(String.valueOf(customer[row])),
              countries.get(country[row])));
    }
    return lines;
  }

  private static String invoice(int letter, int digits) {
    return letter == 0 ? String.valueOf(digits) : (char) letter + String.valueOf(digits);
  }

  /** As the published file writes a price: no ending zeros, but always one decimal. */
  private static BigDecimal pounds(int thousandths) {
    var pounds = BigDecimal.valueOf(thousandths, 3).stripTrailingZeros();
    return pounds.scale() < 1 ? pounds.setScale(1) : pounds;
  }

  /** Keeps one of equal values, so that half a million rows hold a few ten thousand objects. */
  private static final class Shared {
    private final Map<Object, Object> values = new HashMap<>();

    @SuppressWarnings("unchecked") // equal values here are of one class
    <T> T one(T value) {
      return (T) values.computeIfAbsent(value, same -> same);
    }
  }

  private static List<String> texts(DataInputStream in, int count) throws IOException {
    var texts = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }

  private static int[] column(DataInputStream in, int rows) throws IOException {
    var column = new int[rows];
    for (int row = 0; row < rows; row++) {
      column[row] = number(in);
    }
    return column;
  }

  private static int[] sums(int[] column) {
    for (int row = 1; row < column.length; row++) {
      column[row] += column[row - 1];
    }
    return column;
  }

  private static int number(DataInputStream in) throws IOException {
    int zigzag = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      var octet = in.readUnsignedByte();
      zigzag |= (octet & 0x7F) << shift;
      if (octet < 0x80) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new IOException("a number of more than 32 bits");
  }
}
