package habitue.playbook.scenario;

import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import habitue.playbook.scenario.Scenario.About;
import habitue.playbook.scenario.Scenario.Expected;
import habitue.playbook.scenario.Scenario.Given;
import habitue.playbook.scenario.Scenario.Then;
import habitue.playbook.yaml.Entry;
import habitue.playbook.yaml.Mistakes;
import habitue.playbook.yaml.YamlReader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads scenarios. A day with no time means noon for what happens, its end for what is expected.
 */
public final class ScenarioReader {
  private static final Pattern NAME = Pattern.compile("scenarios/[a-z0-9][a-z0-9_-]*\\.yaml");
  private static final Pattern LINE =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2}(?:T[0-9:.]+)?)\\s+([^/]+?)(?:\\s+(/\\S*))?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
  private static final int MOST = 2_000;
  private static final int MOST_POINTS = 1_000_000_000;

  private final ZoneId zone;

  private ScenarioReader(ZoneId zone) {
    this.zone = zone;
  }

  /** Whether a file of this name is a scenario. */
  public static boolean named(String file) {
    return NAME.matcher(file).matches();
  }

  public static Optional<Scenario> read(String file, String text, Mistakes mistakes) {
    return YamlReader.read(file, text, mistakes).map(ScenarioReader::read);
  }

  private static Scenario read(Entry top) {
    SequencedMap<String, Entry> parts = top.map(List.of("timezone", "currency", "given", "then"));
    Entry zone = parts.get("timezone");
    Entry currency = parts.get("currency");
    Entry given = parts.get("given");
    Entry then = parts.get("then");
    if (then == null) {
      top.mistake("then: is missing: what is expected, by day");
    }
    var reader = new ScenarioReader(zone == null ? ZoneOffset.UTC : zone.zone());
    return new Scenario(
        reader.zone,
        currency(currency),
        given == null ? List.of() : reader.given(given),
        then == null ? List.of() : reader.then(then));
  }

  private static String currency(@Nullable Entry entry) {
    if (entry == null) {
      return "EUR";
    }
    if (!Money.known(entry.text())) {
      entry.mistake("a currency is a code of three capitals, such as EUR");
      return "EUR";
    }
    return entry.text();
  }

  private List<Given> given(Entry list) {
    var given = new ArrayList<Given>();
    int place = 0;
    for (Entry each : bounded(list)) {
      place++;
      (each.isMap() ? told(each, place) : line(each, place)).ifPresent(given::add);
    }
    given.sort(Comparator.comparing(Given::at));
    return given;
  }

  private static List<Entry> bounded(Entry list) {
    List<Entry> all = list.list();
    if (all.size() > MOST) {
      list.mistake("at most %,d are taken".formatted(MOST));
    }
    return all.subList(0, Math.min(all.size(), MOST));
  }

  /** {@code 2026-03-01 Page Viewed /financing}. */
  private Optional<Given> line(Entry entry, int place) {
    Matcher matcher = LINE.matcher(entry.text());
    if (!matcher.matches()) {
      entry.mistake("a day, an event and perhaps a path are expected: 2026-03-01 Page Viewed /a");
      return Optional.empty();
    }
    String path = matcher.group(3);
    Fields properties = path == null ? Fields.NONE : Fields.of("path", Value.of(path));
    return at(entry, matcher.group(1), LocalTime.NOON.plusSeconds(place))
        .map(at -> new Given.Told(at, message(matcher.group(2), properties, place)));
  }

  private Optional<Given> told(Entry entry, int place) {
    SequencedMap<String, Entry> parts =
        entry.map(List.of("at", "event", "properties", "traits", "tag", "until", "untag"));
    Entry at = parts.get("at");
    List<String> what =
        Stream.of("event", "traits", "tag", "untag").filter(parts::containsKey).toList();
    if (at == null || what.size() != 1) {
      entry.mistake("at: is expected, with one of event:, traits:, tag: and untag:");
      return Optional.empty();
    }
    return at(at, at.text(), LocalTime.NOON.plusSeconds(place))
        .flatMap(it -> given(it, what.getFirst(), parts, place));
  }

  private Optional<Given> given(
      Instant at, String what, SequencedMap<String, Entry> parts, int place) {
    Entry entry = Objects.requireNonNull(parts.get(what));
    Entry properties = parts.get("properties");
    Entry until = parts.get("until");
    return switch (what) {
      case "event" -> {
        Fields said = properties == null ? Fields.NONE : fields(properties);
        yield Optional.of(new Given.Told(at, message(entry.text(), said, place)));
      }
      case "traits" -> Optional.of(new Given.Told(at, identified(fields(entry), place)));
      case "untag" -> Optional.of(new Given.Untagged(at, entry.text(), entry));
      default ->
          until == null
              ? Optional.of(new Given.Tagged(at, entry.text(), null, entry))
              : at(until, until.text(), LocalTime.NOON)
                  .map(ends -> new Given.Tagged(at, entry.text(), ends, entry));
    };
  }

  private static Fields message(String event, Fields properties, int place) {
    boolean page = event.equals("Page Viewed");
    Fields message =
        Fields.of("type", Value.of(page ? "page" : "track"))
            .with("userId", "someone")
            .with("messageId", "m" + place)
            .with("properties", properties);
    return page
        ? message.with("context", Fields.of("page", properties))
        : message.with("event", event);
  }

  private static Fields identified(Fields traits, int place) {
    return Fields.of("type", Value.of("identify"))
        .with("userId", "someone")
        .with("messageId", "m" + place)
        .with("traits", traits);
  }

  private static Fields fields(Entry entry) {
    Fields fields = Fields.NONE;
    for (Map.Entry<String, Entry> each : entry.map().sequencedEntrySet()) {
      fields = fields.with(each.getKey(), value(each.getValue()));
    }
    return fields;
  }

  private static Value value(Entry entry) {
    if (entry.isMap()) {
      return fields(entry);
    }
    List<Entry> list = entry.list();
    if (list.size() != 1 || list.getFirst().isMap()) {
      return new Value.Many(list.stream().map(ScenarioReader::value).toList());
    }
    String text = entry.text();
    if (text.equals("true") || text.equals("false")) {
      return Value.of(text.equals("true"));
    }
    return NUMBER.matcher(text).matches() ? Value.of(new BigDecimal(text)) : Value.of(text);
  }

  private Optional<Instant> at(Entry entry, String text, LocalTime usual) {
    try {
      LocalDateTime at =
          text.contains("T") ? LocalDateTime.parse(text) : LocalDate.parse(text).atTime(usual);
      return Optional.of(at.atZone(zone).toInstant());
    } catch (DateTimeException notATime) {
      entry.mistake(text + " is no day, such as 2026-03-01, or time, such as 2026-03-01T10:30");
      return Optional.empty();
    }
  }

  private List<Then> then(Entry list) {
    var then = new ArrayList<Then>();
    for (Entry each : bounded(list)) {
      each.map()
          .forEach((day, expected) ->
              at(each, day, LocalTime.of(23, 59, 59, 999_000_000))
                  .ifPresent(at -> then.add(new Then(at, day, expected(expected)))));
    }
    then.sort(Comparator.comparing(Then::at));
    return then;
  }

  private static List<Expected> expected(Entry entry) {
    var all = new ArrayList<Expected>();
    SequencedMap<String, Entry> parts =
        entry.map(
            List.of(
                "in",
                "not in",
                "flag",
                "not flag",
                "asked",
                "not asked",
                "stage",
                "tags",
                "score",
                "points",
                "pending",
                "tier"));
    parts.forEach((name, each) -> {
      switch (name) {
        case "in", "not in" -> names(all, About.SEGMENT, name.equals("in"), each);
        case "flag", "not flag" -> names(all, About.FLAG, name.equals("flag"), each);
        case "asked", "not asked" -> names(all, About.QUESTION, name.equals("asked"), each);
        case "stage" -> all.add(new Expected(About.STAGE, each.text(), true, null, each));
        case "tier" -> all.add(new Expected(About.TIER, each.text(), true, null, each));
        case "points" -> all.add(points(About.POINTS, each));
        case "pending" -> all.add(points(About.PENDING, each));
        case "score" ->
            all.add(new Expected(About.SCORE, "", true, each.positive(9).doubleValue(), each));
        default ->
            each.map()
                .forEach((tag, least) ->
                    all.add(
                        new Expected(
                            About.TAG, tag, true, least.positive(9).doubleValue(), least)));
      }
    });
    return all;
  }

  private static Expected points(About about, Entry entry) {
    return new Expected(about, "", true, (double) entry.whole(0, MOST_POINTS), entry);
  }

  private static void names(List<Expected> all, About about, boolean holds, Entry entry) {
    entry.list().forEach(each -> all.add(new Expected(about, each.text(), holds, null, each)));
  }
}
