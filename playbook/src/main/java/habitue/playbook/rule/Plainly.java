package habitue.playbook.rule;

import dev.cel.common.CelIssue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what the type-checker found in words for whoever wrote it, with the nearest right name. */
final class Plainly {
  private static final Pattern FIELD =
      Pattern.compile("undefined field '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern NAME =
      Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern OVERLOAD =
      Pattern.compile(
          "found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern RESULT =
      Pattern.compile("expected type '([^']*)' but found '([^']*)'.*", Pattern.DOTALL);
  private static final Map<String, String> TYPES =
      Map.of(
          "google.protobuf.Timestamp", "an instant",
          "google.protobuf.Duration", "a length of time",
          "money", "an amount",
          "int", "a whole number",
          "double", "a number",
          "string", "a text",
          "bool", "a yes or no",
          "dyn", "anything",
          "map(string, dyn)", "named values",
          "map(string, double)", "scores");

  /** What may stand beside something of a type. */
  private static final Map<String, String> BESIDE =
      Map.of(
          "an instant", "an instant, such as date(\"2026-11-27\"),",
          "a length of time", "a length of time, such as days(30),",
          "an amount", "an amount, or a number such as 120.50,",
          "a whole number", "a number",
          "a number", "a number",
          "a text", "a text in quotes",
          "a yes or no", "a yes or no");

  private static final List<String> LISTS = List.of("exists", "exists_one", "all", "map", "filter");
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";
  private static final int SHOWN = 30;

  private static final List<String> FUNCTIONS =
      List.of(
          "count",
          "sum",
          "min",
          "max",
          "distinct",
          "last",
          "since",
          "days",
          "hours",
          "minutes",
          "weeks",
          "date",
          "age",
          "birthday",
          "weekday",
          "month",
          "day",
          "hour",
          "year",
          "lower");

  private final Language language;
  private final Names names;

  Plainly(Language language, Names names) {
    this.language = language;
    this.names = names;
  }

  /** What keeps a text from being a condition, and where in it. */
  record Broken(int at, String message) {}

  /** The first of what the parser could not read: the rest of it follows from that. */
  static Broken broken(List<CelIssue> issues, String text) {
    Broken open = open(text);
    if (open != null) {
      return open;
    }
    CelIssue first =
        issues.stream().min(Comparator.comparingInt(issue -> place(issue, text))).orElseThrow();
    int at = place(first, text);
    if (first.getMessage().contains("limit")) {
      return new Broken(
          0, "a condition has at most 2,000 characters, and brackets in brackets at most 40 deep");
    }
    String rest = text.substring(at).strip();
    return rest.isEmpty()
        ? new Broken(at, "the condition is not finished: something is missing at its end")
        : new Broken(at, "this is not a condition here: " + shortened(rest));
  }

  private static String shortened(String rest) {
    return rest.length() <= SHOWN ? rest : rest.substring(0, SHOWN) + "…";
  }

  /** The quote or bracket that has no other; null where all have. */
  private static @Nullable Broken open(String text) {
    var brackets = new ArrayDeque<Integer>();
    int quote = -1;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (quote >= 0) {
        i += each == '\\' ? 1 : 0;
        quote = each == text.charAt(quote) ? -1 : quote;
      } else if (each == '"' || each == '\'') {
        quote = i;
      } else if (OPENING.indexOf(each) >= 0) {
        brackets.push(i);
      } else if (CLOSING.indexOf(each) >= 0) {
        if (brackets.isEmpty()
            || OPENING.indexOf(text.charAt(brackets.pop())) != CLOSING.indexOf(each)) {
          return new Broken(i, "this bracket closes none: " + each);
        }
      }
    }
    if (quote >= 0) {
      return new Broken(quote, "this quote is not closed: " + text.charAt(quote));
    }
    return brackets.isEmpty()
        ? null
        : new Broken(
            brackets.peek(), "this bracket is not closed: " + text.charAt(brackets.peek()));
  }

  /** Where in the text something is told of. */
  static int place(CelIssue issue, String text) {
    int start = 0;
    for (int line = 1; line < issue.getSourceLocation().getLine(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    int most = text.codePointCount(start, text.length());
    int column = issue.getSourceLocation().getColumn();
    return text.offsetByCodePoints(start, Math.min(Math.max(0, column), most));
  }

  String said(CelIssue issue, String text) {
    String message = issue.getMessage();
    Matcher field = FIELD.matcher(message);
    if (field.matches()) {
      return unknownField(field.group(1), text);
    }
    Matcher name = NAME.matcher(message);
    if (name.matches()) {
      return unknownName(name.group(1));
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return unfit(overload.group(1), overload.group(2));
    }
    Matcher result = RESULT.matcher(message);
    if (result.matches()) {
      return "%s is expected here, this is %s"
          .formatted(type(result.group(1)), type(result.group(2)));
    }
    return "this is not a condition here: " + message.replace(Language.IN, "in");
  }

  private String unknownField(String wrong, String text) {
    Matcher before = Pattern.compile("([a-z_.]+)\\." + Pattern.quote(wrong)).matcher(text);
    List<String> known = before.find() ? below(before.group(1)) : List.of();
    return wrong + " is not known here" + near(wrong, known);
  }

  private List<String> below(String path) {
    return language.fieldsOf(path.startsWith("event.") ? path.substring(6) : path);
  }

  private String unknownName(String wrong) {
    if (LISTS.contains(wrong)) {
      return wrong + " is not part of the language: a list is asked by x in [\"a\", \"b\"]";
    }
    var known = new ArrayList<>(List.of("customer", "event", "now"));
    known.addAll(names.measureTypes.keySet());
    known.addAll(FUNCTIONS);
    return wrong.replace(Language.IN, "in") + " is not known here" + near(wrong, known);
  }

  private static String near(String wrong, List<String> known) {
    String near = Builder.near(wrong, known);
    return near.isEmpty() && !known.isEmpty() ? ": one of " + String.join(", ", known) : near;
  }

  private static String unfit(String function, String types) {
    String[] parts = types.substring(1, types.length() - 1).split(", (?![^(]*\\))");
    var plain = new ArrayList<String>();
    for (String part : parts) {
      plain.add(type(part));
    }
    String said = written(function) + " does not take " + String.join(" and ", plain);
    String beside = parts.length == 2 ? BESIDE.get(plain.getFirst()) : null;
    return function.startsWith("_") && beside != null
        ? said + ": " + beside + " is expected"
        : said;
  }

  /** A function or operator as people write it. */
  static String written(String function) {
    return function.replace("_", "").replace("@", "").replace(Language.IN, "in");
  }

  private static String type(String name) {
    return TYPES.getOrDefault(name, name.startsWith("habitue.") ? "several things by name" : name);
  }
}
