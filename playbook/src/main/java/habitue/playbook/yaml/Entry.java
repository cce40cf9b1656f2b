package habitue.playbook.yaml;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value of a playbook file, and where it stands. Asking for another type than it has notes a
 * mistake and answers with something harmless, so that reading goes on and finds the rest.
 */
public final class Entry {
  private static final Pattern PERIOD = Pattern.compile("(\\d{1,5})(d|w|m|y)");

  private final Origin origin;
  private final Node node;

  /** The file that values are read from, and what is wrong in it. */
  record Origin(String file, String text, Mistakes mistakes) {
    void mistake(int line, int column, String message) {
      mistakes.add(new Mistake(file, line, column, message));
    }
  }

  Entry(Origin origin, Node node) {
    this.origin = origin;
    this.node = node;
  }

  /** Notes a mistake at this place. */
  public void mistake(String message) {
    Optional<Mark> mark = node.getStartMark();
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    origin.mistake(line, column, message);
  }

  /**
   * Notes a mistake inside this text, where the file has it.
   *
   * @param at the place in the text, from 0
   */
  public void mistake(int at, String message) {
    Optional<Mark> from = node.getStartMark();
    Optional<Mark> to = node.getEndMark();
    if (!(node instanceof ScalarNode scalar) || from.isEmpty() || to.isEmpty()) {
      mistake(message);
      return;
    }
    String text = origin.text();
    int start = text.offsetByCodePoints(0, from.get().getIndex());
    int end = text.offsetByCodePoints(0, to.get().getIndex());
    int place =
        start + Written.place(scalar.getScalarStyle(), text.substring(start, end), scalar, at);
    int line = (int) text.substring(0, place).chars().filter(each -> each == '\n').count() + 1;
    int lineStart = text.lastIndexOf('\n', place - 1) + 1;
    origin.mistake(line, text.codePointCount(lineStart, place) + 1, message);
  }

  /** Another text in this one's place, which it was made of. */
  public Entry saying(String text) {
    var other =
        new ScalarNode(
            node.getTag(), true, text, ScalarStyle.PLAIN, node.getStartMark(), Optional.empty());
    return new Entry(origin, other);
  }

  /** The named values, in their order; a name said twice is a mistake. */
  public SequencedMap<String, Entry> map() {
    var map = new LinkedHashMap<String, Entry>();
    if (!(node instanceof MappingNode mapping)) {
      mistake("names with values are expected");
      return map;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Entry key = new Entry(origin, tuple.getKeyNode());
      String name = key.text();
      if (map.putIfAbsent(name, new Entry(origin, tuple.getValueNode())) != null) {
        key.mistake(name + " is said twice");
      }
    }
    return map;
  }

  /** The names it has values under; none where it is no map. */
  public List<String> names() {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .map(tuple -> new Entry(origin, tuple.getKeyNode()).text())
            .toList()
        : List.of();
  }

  /** The value under a name, where there is one. */
  public @Nullable Entry find(String name) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(tuple -> new Entry(origin, tuple.getKeyNode()).text().equals(name))
            .map(tuple -> new Entry(origin, tuple.getValueNode()))
            .findFirst()
            .orElse(null)
        : null;
  }

  /** The named values, of which only these are known. */
  public SequencedMap<String, Entry> map(Collection<String> known) {
    SequencedMap<String, Entry> map = map();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        Entry key = new Entry(origin, tuple.getKeyNode());
        if (!known.contains(key.text())) {
          key.unknown(key.text(), known);
        }
      }
    }
    return map;
  }

  /** The values of a list; a single value is a list of one. */
  public List<Entry> list() {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(this);
    }
    var list = new ArrayList<Entry>();
    sequence.getValue().forEach(each -> list.add(new Entry(origin, each)));
    return list;
  }

  public boolean isMap() {
    return node instanceof MappingNode;
  }

  public String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    mistake("a single value is expected");
    return "";
  }

  public boolean flag() {
    return switch (text()) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> {
        mistake("true or false is expected");
        yield false;
      }
    };
  }

  public int whole(int least, int most) {
    try {
      int number = Integer.parseInt(text());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException other) {
      // Said below.
    }
    mistake("a whole number from %d to %d is expected".formatted(least, most));
    return least;
  }

  /** A number above 0 with at most this many digits, before and after the point together. */
  public BigDecimal positive(int digits) {
    try {
      var number = new BigDecimal(text());
      if (number.signum() > 0
          && number.precision() <= digits
          && Math.abs(number.scale()) <= digits) {
        return number;
      }
    } catch (NumberFormatException other) {
      // Said below.
    }
    mistake("a number above 0 is expected, with at most %d digits".formatted(digits));
    return BigDecimal.ONE;
  }

  /** A length of time in days, weeks, months or years: {@code 30d}, {@code 13m}, {@code 10y}. */
  public Period period() {
    if (!PERIOD.matcher(text()).matches()) {
      mistake("a length of time such as 30d, 2w, 13m or 10y is expected");
      return Period.ZERO;
    }
    return length(text());
  }

  /** A length of time that is known to be written as one. */
  public static Period length(String text) {
    Matcher said = PERIOD.matcher(text);
    if (!said.matches()) {
      throw new IllegalArgumentException(text + " is no length of time");
    }
    int number = Integer.parseInt(said.group(1));
    return switch (said.group(2)) {
      case "d" -> Period.ofDays(number);
      case "w" -> Period.ofWeeks(number);
      case "m" -> Period.ofMonths(number);
      default -> Period.ofYears(number);
    };
  }

  /** A day such as 2026-11-28. */
  public LocalDate day() {
    try {
      return LocalDate.parse(text());
    } catch (DateTimeException other) {
      mistake("a day such as 2026-11-28 is expected");
      return LocalDate.EPOCH;
    }
  }

  public ZoneId zone() {
    try {
      return ZoneId.of(text());
    } catch (DateTimeException unknown) {
      mistake("a time zone such as Europe/Paris is expected");
      return ZoneOffset.UTC;
    }
  }

  /** One of an enum's values, written in small letters with hyphens. */
  public <E extends Enum<E>> E choice(Class<E> type) {
    E[] all = type.getEnumConstants();
    List<String> names = Arrays.stream(all).map(Entry::written).toList();
    int index = names.indexOf(text());
    if (index < 0) {
      unknown(text(), names);
    }
    return all[Math.max(0, index)];
  }

  /** How an enum's value is written in a playbook. */
  public static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Notes that a name is not known, with the nearest that is. */
  public void unknown(String name, Collection<String> known) {
    String near =
        Nearest.to(name, known)
            .map(" (did you mean %s?)"::formatted)
            .orElseGet(() ->
                known.isEmpty() ? ": none is written yet" : ": one of " + String.join(", ", known));
    mistake(name + " is not known here" + near);
  }

  /** A text in each language: a map of fr and en, or one text for both. */
  public Map<String, String> words() {
    if (!isMap()) {
      return Map.of("en", text(), "fr", text());
    }
    var words = new LinkedHashMap<String, String>();
    map(List.of("fr", "en")).forEach((language, text) -> words.put(language, text.text()));
    return words;
  }
}
