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
 * @param <H> the columns it may have
 * @param hash of the whole file, by which it is known again
 */
record Table<H extends Heading>(String hash, List<Row<H>> rows) {
  private static final int MOST_LINES = 50_000;

  Table {
    rows = List.copyOf(rows);
  }

  /** A line; a value that is not there is empty. */
  record Row<H extends Heading>(long line, Map<H, String> values) {
    String value(H column) {
      return values.getOrDefault(column, "");
    }
  }

  /** Reads what can be read; what cannot is among the faults. */
  static <H extends Heading> Table<H> read(byte[] file, List<H> known, Faults faults) {
    String text = text(file);
    String hash = Hashes.sha256(file);
    if (text == null) {
      faults.add(1, Wrong.NOT_TEXT);
      return new Table<>(hash, List.of());
    }
    return new Table<>(hash, rows(text, known, faults));
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

  private static <H extends Heading> List<Row<H>> rows(String text, List<H> known, Faults faults) {
    var rows = new ArrayList<Row<H>>();
    long line = 0;
    try (CsvReader<CsvRecord> csv = reader(text)) {
      List<@Nullable H> columns = null;
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

  private static <H extends Heading> List<@Nullable H> columns(
      CsvRecord head, List<H> known, Faults faults) {
    var columns = new ArrayList<@Nullable H>();
    for (String name : head.getFields()) {
      H column = named(name, known);
      if (column == null) {
        String names = known.stream().map(Heading::written).collect(Collectors.joining(", "));
        faults.add(head.getStartingLineNumber(), Wrong.UNKNOWN_COLUMN, names);
      } else if (columns.contains(column)) {
        faults.add(head.getStartingLineNumber(), column, Wrong.COLUMN_TWICE);
      }
      columns.add(column);
    }
    for (H column : known) {
      if (column.needed() && !columns.contains(column)) {
        faults.add(head.getStartingLineNumber(), column, Wrong.COLUMN_MISSING);
      }
    }
    return columns;
  }

  /** However its words are parted, and in whatever case. */
  private static <H extends Heading> @Nullable H named(String said, List<H> known) {
    String plain = said.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    return known.stream().filter(each -> each.written().equals(plain)).findFirst().orElse(null);
  }

  private static <H extends Heading> Row<H> row(
      CsvRecord record, List<@Nullable H> columns, Faults faults) {
    long line = record.getStartingLineNumber();
    if (record.getFieldCount() != columns.size()) {
      faults.add(line, Wrong.CELLS);
    }
    var values = new LinkedHashMap<H, String>();
    for (int i = 0; i < Math.min(columns.size(), record.getFieldCount()); i++) {
      H column = columns.get(i);
      String value = record.getField(i).strip();
      if (column != null && !value.isEmpty()) {
        values.put(column, value);
      }
    }
    return new Row<>(line, values);
  }
}
