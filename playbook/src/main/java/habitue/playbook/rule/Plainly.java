package habitue.playbook.rule;

import dev.cel.common.CelIssue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    return "not a condition: " + message.replace(Language.IN, "in");
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
    String operator = function.replace("_", "").replace("@", "").replace(Language.IN, "in");
    return operator + " does not take " + String.join(" and ", plain);
  }

  private static String type(String name) {
    return TYPES.getOrDefault(name, name.startsWith("habitue.") ? "several things by name" : name);
  }
}
