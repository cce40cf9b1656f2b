package habitue.server.loyalty.opening;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import habitue.server.security.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is written: its first line names the columns, in any order.
 *
 * @param hash of the whole file, by which it is known again
 */
record Table(String hash, List<Row> rows) {
  private static final int MOST_LINES = 50_000;

  Table {
    rows = List.copyOf(rows);
  }

  /** A line; a value that is not there is empty. */
  record Row(long line, Map<Column, String> values) {
    String value(Column column) {
      return values.getOrDefault(column, "");
    }
  }

  /** Reads what can be read; what cannot is among the faults. */
  static Table read(byte[] file, List<Column> known, Faults faults) {
    String text = text(file);
    String hash = Hashes.sha256(file);
    if (text == null) {
      faults.add(1, Wrong.NOT_TEXT);
      return new Table(hash, List.of());
    }
    return new Table(hash, rows(text, known, faults));
  }

  private static @Nullable String text(byte[] file) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      boolean binary = text.chars().anyMatch(Table::noText);
      return binary ? null : text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException another) {
      return null;
    }
  }

  private static boolean noText(int letter) {
    return Character.isISOControl(letter) && letter != '\n' && letter != '\r' && letter != '\t';
  }

  private static List<Row> rows(String text, List<Column> known, Faults faults) {
    var rows = new ArrayList<Row>();
    long line = 0;
    try (CsvReader<CsvRecord> csv = reader(text)) {
      List<@Nullable Column> columns = null;
      for (CsvRecord record : csv) {
        line = record.getStartingLineNumber();
        if (columns == null) {
          columns = columns(record, known, faults);
        } else if (rows.size() == MOST_LINES) {
          faults.add(line, Wrong.TOO_MANY_LINES);
          return rows;
        } else {
          rows.add(row(record, columns, faults));
        }
      }
    } catch (CsvParseException broken) {
      faults.add(line + 1, Wrong.BROKEN_QUOTES);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    if (rows.isEmpty() && faults.count() == 0) {
      faults.add(1, Wrong.NO_LINES);
    }
    return rows;
  }

  private static CsvReader<CsvRecord> reader(String text) {
    return CsvReader.builder()
        .fieldSeparator(separator(text))
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .ofCsvRecord(text);
  }

  /** Spreadsheets of half of Europe part values by a semicolon. */
  private static char separator(String text) {
    String head = text.lines().findFirst().orElse("");
    return head.indexOf(';') >= 0 ? ';' : ',';
  }

  private static List<@Nullable Column> columns(CsvRecord head, List<Column> known, Faults faults) {
    var columns = new ArrayList<@Nullable Column>();
    for (String name : head.getFields()) {
      Column column = named(name, known);
      if (column == null) {
        String names = known.stream().map(Column::written).collect(Collectors.joining(", "));
        faults.add(head.getStartingLineNumber(), Wrong.UNKNOWN_COLUMN, names);
      } else if (columns.contains(column)) {
        faults.add(head.getStartingLineNumber(), column, Wrong.COLUMN_TWICE);
      }
      columns.add(column);
    }
    for (Column column : known) {
      if (column.needed() && !columns.contains(column)) {
        faults.add(head.getStartingLineNumber(), column, Wrong.COLUMN_MISSING);
      }
    }
    return columns;
  }

  /** However its words are parted, and in whatever case. */
  private static @Nullable Column named(String said, List<Column> known) {
    String plain = said.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    return known.stream().filter(each -> each.written().equals(plain)).findFirst().orElse(null);
  }

  private static Row row(CsvRecord record, List<@Nullable Column> columns, Faults faults) {
    long line = record.getStartingLineNumber();
    if (record.getFieldCount() != columns.size()) {
      faults.add(line, Wrong.CELLS);
    }
    var values = new LinkedHashMap<Column, String>();
    for (int i = 0; i < Math.min(columns.size(), record.getFieldCount()); i++) {
      Column column = columns.get(i);
      String value = record.getField(i).strip();
      if (column != null && !value.isEmpty()) {
        values.put(column, value);
      }
    }
    return new Row(line, values);
  }
}
