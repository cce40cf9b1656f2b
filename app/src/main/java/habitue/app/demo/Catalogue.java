package habitue.app.demo;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rows say about each product: a usual name and a category.
 *
 * <p>A product is called by several descriptions over the year, and where nothing is paid the
 * warehouse also writes notes there ("damages", "check", "?"). So the usual name is the one most
 * rows with a price give, the earlier one on a tie; rows without a price have a say only where the
 * product never has one.
 */
final class Catalogue {
  private final Map<String, String> tidied = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> categories = new HashMap<>();

  Catalogue(List<Line> lines, Categories rules) {
    Map<String, Map<String, Long>> counts = new HashMap<>();
    long withPrice = lines.size(); // one row with a price outweighs all rows without
    for (var line : lines) {
      var name = tidy(line.description());
      if (!name.isEmpty()) {
        counts
            .computeIfAbsent(line.product(), _ -> new LinkedHashMap<>())
            .merge(name, line.free() ? 1 : withPrice, Long::sum);
      }
    }
    counts.forEach((product, called) -> names.put(product, mostOften(called)));
    names.forEach((product, name) -> categories.put(product, rules.of(name)));
  }

  /** The line's own description where it is a name, otherwise the product's usual name. */
  String name(Line line) {
    var own = tidy(line.description());
    return line.free() || own.isEmpty() ? usualName(line) : own;
  }

  /** By the usual name, so that a product is in one category whatever a row calls it. */
  String category(Line line) {
    return categories.getOrDefault(line.product(), Categories.OTHER);
  }

  private String usualName(Line line) {
    return names.getOrDefault(line.product(), line.code());
  }

  private static String mostOften(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private String tidy(String description) {
    return tidied.computeIfAbsent(description, text -> text.strip().replaceAll("\\s+", " "));
  }
}
