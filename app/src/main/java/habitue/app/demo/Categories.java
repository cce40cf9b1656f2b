package habitue.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A product's category by the words in its name; the rule and its table: categories.txt. */
final class Categories {
  static final String OTHER = "Other";

  private final List<Rule> rules;

  private Categories(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  private record Rule(String category, List<String> words) {
    static Rule parse(String row) {
      var colon = row.indexOf(": ");
      var words = row.substring(colon + 2).split(", ");
      return new Rule(
          row.substring(0, colon), Arrays.stream(words).map(Categories::plain).toList());
    }

    boolean fits(String name) {
      return words.stream().anyMatch(name::contains);
    }
  }

  static Categories load() {
    try (var in = Objects.requireNonNull(Categories.class.getResourceAsStream("categories.txt"))) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Categories parse(String table) {
    return new Categories(
        table.lines().filter(row -> !row.startsWith("#")).map(Rule::parse).toList());
  }

  String of(String name) {
    var plain = plain(name);
    return rules.stream()
        .filter(rule -> rule.fits(plain))
        .findFirst()
        .map(Rule::category)
        .orElse(OTHER);
  }

  /** Words in capitals without an ending S, a space around each, so that only whole words match. */
  private static String plain(String text) {
    return Arrays.stream(text.toUpperCase(Locale.ROOT).split("[^A-Z0-9]+"))
        .map(word -> word.endsWith("S") ? word.substring(0, word.length() - 1) : word)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" ", " ", " "));
  }
}
