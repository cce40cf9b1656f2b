package habitue.server.desk;

import habitue.server.console.view.EventShape;
import habitue.server.console.view.EventShape.Change;
import habitue.server.console.view.EventShape.Property;
import habitue.warehouse.report.Arrivals;
import habitue.warehouse.report.Volumes;
import habitue.warehouse.report.Volumes.Line;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every event and property that came, with what changed this week. */
final class Shapes {
  private static final int PROPERTIES = 200;

  private final Volumes volumes;
  private final Arrivals arrivals;

  Shapes(Volumes volumes, Arrivals arrivals) {
    this.volumes = volumes;
    this.arrivals = arrivals;
  }

  /** The most frequent of this week first. */
  List<EventShape> all(Instant now) {
    Map<String, Arrivals.Named> named = new LinkedHashMap<>();
    arrivals.byName().forEach(each -> named.put(each.name(), each));
    Map<String, List<Line>> byEvent = new LinkedHashMap<>();
    for (Line line : volumes.all(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
      byEvent.computeIfAbsent(line.event(), _ -> new ArrayList<>()).add(line);
    }
    return byEvent.entrySet().stream()
        .map(each -> shape(each.getKey(), each.getValue(), named.get(each.getKey())))
        .sorted(
            Comparator.comparingLong(EventShape::thisWeek)
                .thenComparingLong(EventShape::total)
                .reversed()
                .thenComparing(EventShape::name))
        .toList();
  }

  private static EventShape shape(String name, List<Line> lines, Arrivals.@Nullable Named named) {
    Line event = lines.stream().filter(line -> line.path().isEmpty()).findFirst().orElseThrow();
    List<Property> properties = properties(lines, event.week());
    return new EventShape(
        name,
        named == null ? "" : named.kind(),
        event.total(),
        event.week(),
        event.weekBefore(),
        named == null ? start(event.firstDay()) : named.first(),
        named == null ? start(event.lastDay()) : named.last(),
        change(event, properties),
        properties);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Change change(Line event, List<Property> properties) {
    Change own = change(event.change());
    boolean newType =
        properties.stream().anyMatch(property -> property.change() == Change.NEW_TYPE);
    return own == Change.NONE && newType ? Change.NEW_TYPE : own;
  }

  /** More or fewer of the same is no change of shape. */
  static Change change(Volumes.@Nullable Change change) {
    return switch (change) {
      case NEW_EVENT, NEW_PROPERTY -> Change.NEW;
      case NEW_TYPE -> Change.NEW_TYPE;
      case GONE -> Change.MISSING;
      case MORE, LESS -> Change.NONE;
      case null -> Change.NONE;
    };
  }

  private static List<Property> properties(List<Line> lines, long week) {
    Map<String, List<Line>> byPath = new LinkedHashMap<>();
    for (Line line : lines) {
      if (!line.path().isEmpty()) {
        byPath.computeIfAbsent(line.path(), _ -> new ArrayList<>()).add(line);
      }
    }
    return byPath.entrySet().stream()
        .map(each -> property(each.getKey(), each.getValue(), week))
        .sorted(Comparator.comparingLong(Property::count).reversed().thenComparing(Property::path))
        .limit(PROPERTIES)
        .toList();
  }

  private static Property property(String path, List<Line> types, long week) {
    long thisWeek = types.stream().mapToLong(Line::week).sum();
    return new Property(
        path,
        types.stream().map(Line::type).toList(),
        types.stream().mapToLong(Line::total).sum(),
        week == 0 ? 0 : Math.min(1, thisWeek / (double) week),
        changeOf(types));
  }

  /** A property is missing only where all its types are. */
  private static Change changeOf(List<Line> types) {
    List<Change> changes = types.stream().map(line -> change(line.change())).toList();
    boolean gone = changes.stream().allMatch(change -> change == Change.MISSING);
    return gone
        ? Change.MISSING
        : changes.stream()
            .filter(change -> change == Change.NEW || change == Change.NEW_TYPE)
            .findFirst()
            .orElse(Change.NONE);
  }
}
