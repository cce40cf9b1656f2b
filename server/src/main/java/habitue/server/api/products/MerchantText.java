package habitue.server.api.products;

import habitue.model.Value;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Google Merchant's text feed: columns apart by tabs, named in the first line, in Google's spelling
 * with spaces or low lines.
 */
final class MerchantText implements Feed {
  private static final Set<String> LISTS =
      Set.of("additional_image_link", "fits", "product_highlight");

  @Override
  public boolean whole() {
    return true;
  }

  @Override
  public void read(Metered from, Each each) throws IOException {
    var lines = new Lines(from);
    String head = lines.next();
    List<String> columns =
        head == null ? List.of() : Arrays.stream(head.split("\t")).map(MerchantText::name).toList();
    if (!columns.contains("id")) {
      throw new RefusedRequest(
          Code.BAD_FEED, "the first line names the columns, apart by tabs, id among them", "id");
    }
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!line.isBlank()) {
        each.said(lines.number(), Merchant.product(values(columns, line)));
      }
    }
  }

  private static String name(String column) {
    String plain = column.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    return plain.startsWith("g:") ? plain.substring(2) : plain;
  }

  private static Map<String, List<Value>> values(List<String> columns, String line) {
    String[] cells = line.split("\t", -1);
    var values = new LinkedHashMap<String, List<Value>>();
    for (int i = 0; i < Math.min(cells.length, columns.size()); i++) {
      String column = columns.get(i);
      String cell = unquoted(cells[i].strip());
      List<String> texts = LISTS.contains(column) ? List.of(cell.split(",")) : List.of(cell);
      for (String text : texts) {
        if (!text.isBlank()) {
          values.computeIfAbsent(column, _ -> new ArrayList<>()).add(Value.of(text.strip()));
        }
      }
    }
    return values;
  }

  private static String unquoted(String cell) {
    boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
    return quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
  }
}
