package habitue.warehouse.rows;

import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Stamp;
import habitue.model.Value;
import habitue.warehouse.file.Sql;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.duckdb.DuckDBConnection;

/**
 * Counts which events and properties come, by day. Bounded: past {@link #EVENTS} names and {@link
 * #PATHS} properties of an event the rest is counted together as {@link #OTHERS}.
 */
final class Shapes {
  static final int EVENTS = 1_000;
  static final int PATHS = 2_000;
  static final int DEPTH = 3;

  /** How many elements of a list are looked at. */
  static final int ELEMENTS = 10;

  static final String OTHERS = "(others)";

  private static final int LONGEST = 200;

  private record Key(String event, String path, String type, LocalDate day) {}

  private record Place(String path, String type) {}

  private final Map<String, Set<String>> known = new HashMap<>();
  private final Map<Key, long[]> counts = new HashMap<>();

  /** Starts from what the file has seen. */
  static Shapes read(Sql sql) {
    var shapes = new Shapes();
    sql.list(
        "select distinct event, path from shapes",
        row -> shapes.known.computeIfAbsent(row.text(1), _ -> new HashSet<>()).add(row.text(2)));
    shapes.known.values().forEach(paths -> paths.removeAll(Set.of("", OTHERS)));
    sql.script(
        """
        create or replace temp table counted
          (event varchar, path varchar, type varchar, day date, count bigint)\
        """);
    return shapes;
  }

  void count(Stamp stamp, Event event) {
    String name = nameOf(event);
    LocalDate day = LocalDate.ofInstant(stamp.now(), ZoneOffset.UTC);
    Set<String> paths = known.computeIfAbsent(name, _ -> new HashSet<>());
    bump(new Key(name, "", "event", day));
    if (name.equals(OTHERS)) {
      return;
    }
    var places = new HashSet<Place>();
    walk("", EventRows.said(event), 1, (path, type) -> places.add(placed(paths, path, type)));
    places.forEach(place -> bump(new Key(name, place.path(), place.type(), day)));
  }

  private String nameOf(Event event) {
    String name = cut(event.name());
    return known.containsKey(name) || known.size() < EVENTS ? name : OTHERS;
  }

  private static Place placed(Set<String> paths, String path, String type) {
    if (paths.contains(path)) {
      return new Place(path, type);
    }
    if (paths.size() >= PATHS) {
      return new Place(OTHERS, "object");
    }
    paths.add(path);
    return new Place(path, type);
  }

  private static void walk(String prefix, Fields fields, int depth, BiConsumer<String, String> to) {
    fields.values().forEach((name, value) -> visit(cut(prefix + name), value, depth, to));
  }

  private static void visit(String path, Value value, int depth, BiConsumer<String, String> to) {
    to.accept(path, type(value));
    if (depth == DEPTH) {
      return;
    }
    if (value instanceof Fields fields) {
      walk(path + ".", fields, depth + 1, to);
    }
    if (value instanceof Value.Many(var many)) {
      for (Value each : many.subList(0, Math.min(ELEMENTS, many.size()))) {
        if (each instanceof Fields fields) {
          walk(path + "[].", fields, depth + 1, to);
        }
      }
    }
  }

  private static String type(Value value) {
    return switch (value) {
      case Value.Text _ -> "text";
      case Value.Whole _ -> "number";
      case Value.Decimal _ -> "number";
      case Value.Flag _ -> "flag";
      case Value.Many _ -> "list";
      case Value.Nothing _ -> "nothing";
      case Fields _ -> "object";
    };
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private void bump(Key key) {
    counts.computeIfAbsent(key, _ -> new long[1])[0]++;
  }

  /** Adds what was counted since the last time to the table, inside the transaction. */
  void write(Sql sql, DuckDBConnection connection) {
    if (counts.isEmpty()) {
      return;
    }
    sql.script("truncate temp.counted");
    try (Sheet sheet = Sheet.ofTemporary(connection, "counted")) {
      counts.forEach((key, count) ->
          sheet
              .row()
              .text(key.event)
              .text(key.path)
              .text(key.type)
              .day(key.day)
              .number(count[0])
              .end());
    }
    LocalDate first =
        counts.keySet().stream().map(Key::day).min(LocalDate::compareTo).orElseThrow();
    sql.run(
        """
        update shapes set count = shapes.count + c.count from temp.counted c
        where shapes.day >= ? and shapes.day = c.day and shapes.event = c.event
          and shapes.path = c.path and shapes.type = c.type\
        """,
        first);
    sql.run(
        """
        insert into shapes from temp.counted c anti join
          (from shapes where day >= ?) s using (event, path, type, day)\
        """,
        first);
    counts.clear();
  }
}
