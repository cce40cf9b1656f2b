package habitue.warehouse.report;

import habitue.warehouse.file.Readers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What came in, by where it came from and by name. */
public final class Arrivals {
  private final Readers readers;

  public Arrivals(Readers readers) {
    this.readers = readers;
  }

  /**
   * @param trust browser, server, import or console
   * @param first when the first event came in from it
   * @param last when the latest came in
   * @param week how many came in within the last seven days
   * @param days on how many of the seven days before the last one it spoke
   * @param lastDay how many came in within the last day
   */
  public record From(
      String source,
      String trust,
      String store,
      String channel,
      Instant first,
      Instant last,
      long week,
      long days,
      long lastDay) {}

  /**
   * @param kind the call it came by most lately
   * @param first when the earliest happened, by its own time
   * @param last when the latest happened
   */
  public record Named(String name, String kind, Instant first, Instant last) {}

  /** All sources that ever spoke, by when they first did. */
  public List<From> bySource(Instant now) {
    Instant day = now.minus(Duration.ofDays(1));
    return readers.read(sql ->
        sql.list(
            """
            select source, trust, arg_max(store, recorded_at), arg_max(channel, recorded_at),
              min(recorded_at), max(recorded_at), count(*) filter (where recorded_at > ?),
              count(distinct date_diff('day', recorded_at, ?::timestamptz))
                filter (where recorded_at > ? and recorded_at <= ?),
              count(*) filter (where recorded_at > ?)
            from event_rows group by source, trust order by 5, 1\
            """,
            row ->
                new From(
                    row.text(1),
                    row.text(2),
                    row.text(3),
                    row.text(4),
                    row.instant(5),
                    row.instant(6),
                    row.number(7),
                    row.number(8),
                    row.number(9)),
            now.minus(Duration.ofDays(7)),
            day,
            now.minus(Duration.ofDays(8)),
            day,
            day));
  }

  /** All names that ever came. */
  public List<Named> byName() {
    return readers.read(sql ->
        sql.list(
            """
            select name, arg_max(kind, recorded_at), min(happened_at), max(happened_at)
            from event_rows group by name order by name\
            """,
            row -> new Named(row.text(1), row.text(2), row.instant(3), row.instant(4))));
  }

  /** How many events there are in the tables. */
  public long count() {
    return readers.read(sql -> sql.number("select count(*) from event_rows"));
  }

  /** The stores that orders and events name, by name. */
  public List<String> stores() {
    return readers.read(sql ->
        sql.list(
            """
            select store from orders where store <> ''
            union select store from event_rows where store <> '' order by 1\
            """,
            row -> row.text(1)));
  }
}
