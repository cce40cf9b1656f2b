package habitue.warehouse.report;

import habitue.warehouse.file.Readers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every event and property seen, with its volume and what changed in the last seven days. */
public final class Volumes {
  /** How many in a week before a change of volume means something. */
  static final int ENOUGH = 50;

  /** How many times more or less than usual is a change. */
  static final double FACTOR = 2.0;

  private static final String LINES =
      """
      with counted as (
        select event, path, type, min(day) as first_day, max(day) as last_day,
          sum(count) as total,
          coalesce(sum(count) filter (where day > ?), 0) as week,
          coalesce(sum(count) filter (where day <= ? and day > ?), 0) as weeks_before
        from shapes where day <= ? group by event, path, type)
      select event, path, type, first_day, last_day, total::bigint, week::bigint,
        weeks_before::bigint, min(first_day) over (partition by event, path) as path_first,
        min(first_day) over () as start
      from counted where event = coalesce(?, event) and (path = '' or ?)
      order by event, path, type\
      """;

  private final Readers readers;

  public Volumes(Readers readers) {
    this.readers = readers;
  }

  /** What is different from the four weeks before. */
  public enum Change {
    NEW_EVENT,
    NEW_PROPERTY,
    NEW_TYPE,
    MORE,
    LESS,
    GONE
  }

  /**
   * @param path such as {@code products[].price}; empty for the event itself
   * @param type text, number, flag, list, object or nothing; event for the event itself
   * @param week how many in the last seven days
   * @param usual how many in a week on average of the four before; null when it is not that old
   * @param change null when nothing changed
   */
  public record Line(
      String event,
      String path,
      String type,
      LocalDate firstDay,
      LocalDate lastDay,
      long total,
      long week,
      @Nullable Double usual,
      @Nullable Change change) {}

  /**
   * @param count how many events of any kind
   */
  public record Day(LocalDate day, long count) {}

  /** All events, without their properties, by name. */
  public List<Line> events(LocalDate today) {
    return lines(today, null, false);
  }

  /** One event and its properties. */
  public List<Line> properties(LocalDate today, String event) {
    return lines(today, event, true);
  }

  /** Everything that changed in the last seven days. */
  public List<Line> changed(LocalDate today) {
    return lines(today, null, true).stream().filter(line -> line.change() != null).toList();
  }

  /** How many events each day, of one name or of all. */
  public List<Day> days(LocalDate from, LocalDate today, @Nullable String event) {
    return readers.read(sql ->
        sql.list(
            """
            select d.day::date, coalesce(sum(s.count), 0)::bigint
            from (select unnest(generate_series(?::date, ?::date, interval 1 day)) as day) d
            left join shapes s
              on s.day = d.day and s.path = '' and s.event = coalesce(?, s.event)
            group by 1 order by 1\
            """,
            row -> new Day(day(row.dayOrNull(1)), row.number(2)),
            from,
            today,
            event));
  }

  private List<Line> lines(LocalDate today, @Nullable String event, boolean properties) {
    LocalDate week = today.minusDays(7);
    return readers.read(sql ->
        new ArrayList<>(
            sql.list(
                LINES,
                row -> {
                  LocalDate first = day(row.dayOrNull(4));
                  var seen =
                      new Seen(
                          first,
                          day(row.dayOrNull(9)),
                          day(row.dayOrNull(10)),
                          row.number(7),
                          row.number(8),
                          row.text(2).isEmpty());
                  return new Line(
                      row.text(1),
                      row.text(2),
                      row.text(3),
                      first,
                      day(row.dayOrNull(5)),
                      row.number(6),
                      seen.week(),
                      seen.usual(today),
                      seen.change(today));
                },
                week,
                week,
                week.minusDays(28),
                today,
                event,
                properties)));
  }

  private static LocalDate day(@Nullable LocalDate day) {
    return day == null ? LocalDate.EPOCH : day;
  }

  /** What tells whether a shape changed. */
  private record Seen(
      LocalDate first,
      LocalDate pathFirst,
      LocalDate start,
      long week,
      long weeksBefore,
      boolean wholeEvent) {

    @Nullable Double usual(LocalDate today) {
      return first.isAfter(today.minusDays(35)) ? null : weeksBefore / 4.0;
    }

    @Nullable Change change(LocalDate today) {
      LocalDate week = today.minusDays(7);
      boolean historyIsOlder = !start.isAfter(week);
      if (historyIsOlder && first.isAfter(week)) {
        return wholeEvent
            ? Change.NEW_EVENT
            : pathFirst.isAfter(week) ? Change.NEW_PROPERTY : Change.NEW_TYPE;
      }
      return byVolume(usual(today));
    }

    private @Nullable Change byVolume(@Nullable Double usual) {
      if (usual == null || Math.max(usual, (double) week) < ENOUGH) {
        return null;
      }
      if (week == 0) {
        return Change.GONE;
      }
      if (week >= usual * FACTOR) {
        return Change.MORE;
      }
      return week * FACTOR <= usual ? Change.LESS : null;
    }
  }
}
