package habitue.warehouse.report;

import habitue.warehouse.rows.Folded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text asks of the rows; plain containment, so that no sign of it is special.
 *
 * @param masked for someone who is shown no contact details: part of a name finds, anything else
 *     only the whole of it, and a card nothing at all. Whoever could search for parts of what is
 *     masked would read it letter by letter
 */
record Search(List<String> words, String whole, boolean masked) {
  private static final int LONGEST = 200;
  private static final int MOST_WORDS = 6;

  /** A name in which no contact detail stands, as far as its signs tell. */
  private static final String NAME =
      "contains(name_key, ?) and not regexp_matches(name_key, '@|([0-9][^a-z]*){6}')";

  private static final String ORDER =
      "customer_id in (select customer_id from orders where lower(order_id) = ?)";
  private static final List<String> WHOLE =
      List.of(
          "customer_id = ?",
          "lower(email) = ?",
          "phone = ?",
          "customer_id in (select customer_id from identifiers"
              + " where type <> 'card' and lower(value) = ?)",
          ORDER);

  static Search of(@Nullable String text, boolean masked) {
    String whole = text == null ? "" : Folded.of(text);
    whole = whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST);
    List<String> words = whole.isEmpty() ? List.of() : List.of(whole.split(" ", MOST_WORDS));
    return new Search(words, whole, masked);
  }

  String condition() {
    if (words.isEmpty()) {
      return "true";
    }
    String each = masked ? NAME : "contains(search, ?)";
    String all = String.join(" and ", Collections.nCopies(words.size(), each));
    return "((%s) or %s)".formatted(all, String.join(" or ", elsewhere()));
  }

  private List<String> elsewhere() {
    return masked ? WHOLE : List.of(ORDER);
  }

  List<Object> values() {
    var values = new ArrayList<Object>(words);
    if (!words.isEmpty()) {
      values.addAll(Collections.nCopies(elsewhere().size(), whole));
    }
    return values;
  }

  /** 0: the whole of something they are found by; 1: its beginning; 2: somewhere in it. */
  String rank() {
    return words.isEmpty()
        ? "0"
        : """
        case when contains(%1$s, ?) or not contains(%1$s, ?) then 0
          when contains(%1$s, ?) then 1 else 2 end\
        """
            .formatted(masked ? "'\n' || name_key || '\n'" : "search");
  }

  List<Object> rankValues() {
    return words.isEmpty()
        ? List.of()
        : List.of("\n" + whole + "\n", words.getFirst(), "\n" + whole);
  }
}
