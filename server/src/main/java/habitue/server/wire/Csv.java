package habitue.server.wire;

import java.util.ArrayList;
import java.util.List;

/** Rows of a CSV text as RFC 4180 writes them: commas, doubled quotes, either end of line. */
public final class Csv {
  private final List<List<String>> rows = new ArrayList<>();
  private List<String> row = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private boolean quoted;

  private Csv() {}

  public static List<List<String>> rows(String text) {
    var csv = new Csv();
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      i += csv.take(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : '\n');
    }
    if (csv.quoted) {
      throw new RefusedRequest(Code.BAD_REQUEST, "a quoted cell of the CSV has no end");
    }
    csv.endRow();
    return csv.rows;
  }

  /** How many characters were taken beyond this one. */
  private int take(char each, char next) {
    if (each == '"') {
      boolean doubled = quoted && next == '"';
      if (doubled) {
        cell.append(each);
      } else {
        quoted = !quoted;
      }
      return doubled ? 1 : 0;
    }
    if (quoted) {
      cell.append(each);
    } else if (each == ',') {
      endCell();
    } else if (each == '\n' || each == '\r') {
      endRow();
    } else {
      cell.append(each);
    }
    return 0;
  }

  private void endCell() {
    row.add(cell.toString().strip());
    cell.setLength(0);
  }

  private void endRow() {
    endCell();
    if (row.size() > 1 || !row.getFirst().isEmpty()) {
      rows.add(row);
    }
    row = new ArrayList<>();
  }
}
