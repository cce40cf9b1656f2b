package habitue.warehouse.proof;

import habitue.insight.breakage.Earned;
import habitue.insight.breakage.Fate;
import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Facts name the lots they are about by their award. After a split someone's redemption may name a lot
 * that went with the other: it is looked for with them first, then with everybody. Awards of one name
 * that two people had before they were joined are one here; the earlier month counts.
 */

/** What became of a programme's points, by the month in which they were earned. */
public final class Cohorts {
  private static final String QUESTION =
      """
      with told as (
        select name, customer_id, happened_at, stated_at, details,
          (details->>'points')::bigint as points
        from facts
        where name in ('Points Granted', 'Points Reversed', 'Points Expired', 'Points Spent',
          'Points Restored') and details->>'programme' = ? and stated_at <= ?),
      lots as (
        select customer_id, details->>'award' as award, min(happened_at) as earned_at
        from told where name = 'Points Granted' group by all),
      anywhere as (select award, min(earned_at) as earned_at from lots group by award),
      named as (
        select name, customer_id, stated_at, points as whole,
          from_json(details->'of', '[{"award": "VARCHAR", "points": "BIGINT"}]') as lots
        from told where name <> 'Points Granted'),
      parts as (
        select name, customer_id, stated_at, details->>'award' as award, points
        from told where name = 'Points Granted'
        union all
        select name, customer_id, stated_at, lot.award, lot.points
        from (select name, customer_id, stated_at, unnest(lots) as lot from named)
        union all
        select name, customer_id, stated_at, null,
          whole - coalesce(list_sum([lot.points for lot in lots]), 0)::bigint
        from named),
      placed as (
        select p.name, p.points,
          date_trunc('month', timezone(?, coalesce(l.earned_at, a.earned_at)))::date as earned,
          date_trunc('month', timezone(?, p.stated_at))::date as became
        from parts p
        left join lots l on l.customer_id = p.customer_id and l.award = p.award
        left join anywhere a on a.award = p.award
        where p.points <> 0)
      select earned, became,
        coalesce(sum(points) filter (name = 'Points Granted'), 0)::bigint,
        coalesce(sum(points) filter (name = 'Points Spent'), 0)::bigint
          - coalesce(sum(points) filter (name = 'Points Restored'), 0)::bigint,
        coalesce(sum(points) filter (name = 'Points Expired'), 0)::bigint,
        coalesce(sum(points) filter (name = 'Points Reversed'), 0)::bigint
      from placed group by earned, became\
      """;

  private final Readers readers;
  private final ZoneId zone;

  /**
   * @param zone the brand's: months begin at its midnight
   */
  public Cohorts(Readers readers, ZoneId zone) {
    this.readers = readers;
    this.zone = zone;
  }

  /** What became of points of a month's lots within another month. */
  private record Part(
      @Nullable LocalDate earned, @Nullable LocalDate became, long granted, Fate fate) {
    static Part of(Row row) throws SQLException {
      var fate = new Fate(row.number(4), row.number(5), row.number(6));
      return new Part(row.dayOrNull(1), row.dayOrNull(2), row.number(3), fate);
    }

    int age() {
      return earned == null || became == null
          ? 0
          : (int) Math.max(0, ChronoUnit.MONTHS.between(earned, became));
    }
  }

  /** As of an instant, by what was known then; the earliest month first. */
  public List<Cohort> of(String programme, Instant asOf) {
    List<Part> parts =
        readers.read(
            sql -> sql.list(QUESTION, Part::of, programme, asOf, zone.getId(), zone.getId()));
    var months = new HashMap<@Nullable LocalDate, List<Part>>();
    parts.forEach(
        part -> months.computeIfAbsent(part.earned(), unseen -> new ArrayList<>()).add(part));
    YearMonth now = YearMonth.from(asOf.atZone(zone));
    return months.entrySet().stream()
        .map(month -> cohort(month.getKey(), month.getValue(), now))
        .sorted(
            Comparator.comparing(
                Cohort::month, Comparator.nullsLast(Comparator.<YearMonth>naturalOrder())))
        .toList();
  }

  private static Cohort cohort(@Nullable LocalDate earned, List<Part> parts, YearMonth now) {
    int last = parts.stream().mapToInt(Part::age).max().orElse(0);
    var fates = new ArrayList<>(Collections.nCopies(last + 1, Fate.NONE));
    for (Part part : parts) {
      fates.set(part.age(), fates.get(part.age()).plus(part.fate()));
    }
    long granted = parts.stream().mapToLong(Part::granted).sum();
    YearMonth month = earned == null ? null : YearMonth.from(earned);
    int whole = month == null ? 0 : (int) Math.max(0, ChronoUnit.MONTHS.between(month, now));
    return new Cohort(month, new Earned(granted, whole, fates));
  }
}
