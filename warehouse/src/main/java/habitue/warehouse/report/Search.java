package habitue.warehouse.report;

import habitue.warehouse.rows.Folded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a text asks of the rows; plain containment, so that no sign of it is special. */
record Search(List<String> words, String whole) {
  private static final int LONGEST = 200;
  private static final int MOST_WORDS = 6;

  static Search of(@Nullable String text) {
    String whole = text == null ? "" : Folded.of(text);
    whole = whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST);
    List<String> words = whole.isEmpty() ? List.of() : List.of(whole.split(" ", MOST_WORDS));
    return new Search(words, whole);
  }

  String condition() {
    if (words.isEmpty()) {
      return "true";
    }
    String all = String.join(" and ", words.stream().map(word -> "contains(search, ?)").toList());
    return "((%s) or customer_id in (select customer_id from orders where lower(order_id) = ?))"
        .formatted(all);
  }

  List<Object> values() {
    var values = new ArrayList<Object>(words);
    if (!words.isEmpty()) {
      values.add(whole);
    }
    return values;
  }

  /** 0: the whole of something they are found by; 1: its beginning; 2: somewhere in it. */
  String rank() {
    return words.isEmpty()
        ? "0"
        : """
        case when contains(search, ?) or not contains(search, ?) then 0
          when contains(search, ?) then 1 else 2 end\
        """;
  }

  List<Object> rankValues() {
    return words.isEmpty()
        ? List.of()
        : List.of("\n" + whole + "\n", words.getFirst(), "\n" + whole);
  }
}
