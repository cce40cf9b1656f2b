package habitue.warehouse.proof;

import habitue.insight.compare.Sample;
import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Row;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/*
 * Groups are as the lot fell, whatever came later: who was held out and was given points by hand
 * stays held out, who was offered the programme and left it was offered it. So the groups differ by
 * chance and by the offer, and by nothing else (intention to treat). The first lot counts of people
 * that are one by now.
 *
 * Who brings a past may be drawn at a day of that past, when nothing was offered to anybody yet. What
 * they did before they were taken in, or before there was a holdout, shows nothing.
 */

/** Compares those a programme was offered with those held out of it, as the lot fell. */
public final class Holdouts {
  private static final String ARMS =
      """
      with zone as (select ?::varchar as id),
      lots as (
        select customer_id, arg_min(name, (stated_at, rowid)) as name, min(stated_at) as at,
          arg_min(cause_position, (stated_at, rowid)) as position
        from facts
        where name in ('Programme Joined', 'Programme Held Out') and details->>'programme' = ?
          and stated_at < ?
        group by customer_id
        having arg_min(coalesce(details->>'holdout', ''), (stated_at, rowid)) <> ''),
      drawn as (
        select l.customer_id, l.name,
          timezone((select id from zone), greatest(l.at, max(e.recorded_at)))::date as day
        from lots l
        left join events e on l.position > 0 and e.customer_id = l.customer_id
          and e.position = l.position
        group by l.customer_id, l.name, l.at),
      sold as (
        select d.customer_id, count(*) as orders, count(o.home_net) as priced,
          coalesce(sum(o.home_net), 0)::decimal(38, 4) as net
        from drawn d join orders o on o.customer_id = d.customer_id
        where o.day > d.day and o.day >= ? and o.day < ?
        group by d.customer_id)
      select d.name = 'Programme Held Out', count(*), count(s.customer_id),
        coalesce(sum(s.orders), 0)::bigint, coalesce(sum(s.priced), 0)::bigint,
        coalesce(sum(s.net), 0)::decimal(38, 4),
        avg(coalesce(s.orders, 0)), var_samp(coalesce(s.orders, 0)::double),
        avg(coalesce(s.net, 0)::double), var_samp(coalesce(s.net, 0)::double)
      from drawn d join customers c using (customer_id)
      left join sold s on s.customer_id = d.customer_id group by 1\
      """;

  private final Readers readers;
  private final ZoneId zone;

  /**
   * @param zone the brand's: days begin at its midnight
   */
  public Holdouts(Readers readers, ZoneId zone) {
    this.readers = readers;
    this.zone = zone;
  }

  /**
   * One side.
   *
   * @param orders by each of them, who ordered nothing too
   * @param net of each of them
   */
  public record Arm(Effect.Group group, Sample orders, Sample net) {
    static final Arm NOBODY =
        new Arm(
            new Effect.Group(0, 0, 0, 0, BigDecimal.ZERO),
            new Sample(0, 0, 0),
            new Sample(0, 0, 0));
  }

  /** What both sides ordered in a period, from the day after each was drawn and taken in. */
  public record Compared(Arm offered, Arm heldOut) {
    /** Whether anybody was drawn. */
    public boolean any() {
      return offered.group().customers() + heldOut.group().customers() > 0;
    }
  }

  private record Side(boolean heldOut, Arm arm) {}

  /**
   * @param from the first day
   * @param to the first day that no longer counts
   */
  public Compared compared(String programme, LocalDate from, LocalDate to) {
    Instant end = to.atStartOfDay(zone).toInstant();
    return readers.read(sql -> {
      Arm offered = Arm.NOBODY;
      Arm heldOut = Arm.NOBODY;
      for (Side side : sql.list(ARMS, Holdouts::side, zone.getId(), programme, end, from, to)) {
        offered = side.heldOut() ? offered : side.arm();
        heldOut = side.heldOut() ? side.arm() : heldOut;
      }
      return new Compared(offered, heldOut);
    });
  }

  private static Side side(Row row) throws SQLException {
    Effect.Group group = Effect.Group.of(row, 2);
    long size = group.customers();
    var orders = new Sample(size, real(row.realOrNull(7)), real(row.realOrNull(8)));
    var net = new Sample(size, real(row.realOrNull(9)), real(row.realOrNull(10)));
    return new Side(row.flag(1), new Arm(group, orders, net));
  }

  /** There is no variance of one. */
  private static double real(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
