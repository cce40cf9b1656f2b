package habitue.warehouse.proof;

import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Row;
import habitue.warehouse.file.Sql;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * None of this shows what a programme causes: who joins one is the better customer already, and joins
 * when they are about to buy. It shows who its members are.
 */

/** Who goes with a programme, and what they order: described, not explained. */
public final class Effect {
  /** How many days before joining, and after it, are compared. */
  public static final int WINDOW = 180;

  /** Who took part by an instant: they joined, and did not leave since. */
  private static final String MEMBERS =
      """
      member as (
        select customer_id from facts
        where name in ('Programme Joined', 'Programme Left') and details->>'programme' = ?
          and stated_at < ?
        group by customer_id
        having arg_max(name, (stated_at, rowid)) = 'Programme Joined')\
      """;

  private static final String SOLD =
      """
      sold as (
        select customer_id, count(*) as orders, count(home_net) as priced,
          coalesce(sum(home_net), 0)::decimal(38, 4) as net
        from orders where day >= ? and day < ? group by customer_id)\
      """;

  private static final String SUMS =
      """
      count(*), count(s.customer_id), coalesce(sum(s.orders), 0)::bigint,
      coalesce(sum(s.priced), 0)::bigint, coalesce(sum(s.net), 0)::decimal(38, 4)\
      """;

  /** Everyone who ever joined, on their first day, with what they did before and after it. */
  private static final String JOINING =
      """
      with zone as (select ?::varchar as id),
      joined as (
        select customer_id, timezone((select id from zone), min(happened_at))::date as day
        from facts where name = 'Programme Joined' and details->>'programme' = ?
        group by customer_id),
      watched as (
        select j.customer_id, j.day,
          timezone(?, c.first_seen)::date <= j.day - %1$d and j.day + %1$d < ? as whole
        from joined j join customers c using (customer_id)),
      sold as (
        select w.customer_id, o.day < w.day as before, count(*) as orders,
          count(o.home_net) as priced, coalesce(sum(o.home_net), 0)::decimal(38, 4) as net
        from watched w join orders o on o.customer_id = w.customer_id
        where w.whole and o.day <> w.day and o.day between w.day - %1$d and w.day + %1$d
        group by all),
      visits as (
        select customer_id, timezone((select id from zone), happened_at)::date as day
        from facts where name = 'Visit Started'),
      visitor as (
        select w.customer_id, w.day from watched w join visits v using (customer_id)
        where w.whole group by all having min(v.day) <= w.day - %1$d),
      visited as (
        select count(*) filter (where v.day < w.day) as before,
          count(*) filter (where v.day > w.day) as after
        from visitor w join visits v using (customer_id)
        where v.day between w.day - %1$d and w.day + %1$d)
      select (select count(*) from watched where whole), (select count(*) from watched where not whole),
        count(*) filter (where before), coalesce(sum(orders) filter (where before), 0)::bigint,
        coalesce(sum(priced) filter (where before), 0)::bigint,
        coalesce(sum(net) filter (where before), 0)::decimal(38, 4),
        count(*) filter (where not before),
        coalesce(sum(orders) filter (where not before), 0)::bigint,
        coalesce(sum(priced) filter (where not before), 0)::bigint,
        coalesce(sum(net) filter (where not before), 0)::decimal(38, 4),
        (select count(*) from visitor), (select before from visited), (select after from visited)
      from sold\
      """
          .formatted(WINDOW);

  private final Readers readers;
  private final ZoneId zone;

  /**
   * @param zone the brand's: days begin at its midnight
   */
  public Effect(Readers readers, ZoneId zone) {
    this.readers = readers;
    this.zone = zone;
  }

  /**
   * Customers, and what they ordered in some time.
   *
   * @param buyers of them who ordered
   * @param orders cancelled ones too
   * @param priced orders with an exchange rate, whose amounts count
   * @param net of refunds and cancellations as known now, in the brand's currency
   */
  public record Group(long customers, long buyers, long orders, long priced, BigDecimal net) {
    static Group of(Row row, int first) throws SQLException {
      return new Group(
          row.number(first),
          row.number(first + 1),
          row.number(first + 2),
          row.number(first + 3),
          row.amount(first + 4));
    }
  }

  /** A group by its name in the playbook; empty for members without a tier. */
  public record Named(String name, Group group) {}

  /**
   * What was ordered in a period.
   *
   * @param whole by everyone, guests too; its customers are those who ordered
   * @param tiers of members when it ended, by the tier they had then
   * @param segments of customers that are in each by now; one may be in several
   * @param members who took part since before it began
   * @param others customers the shop knew before it began, who never took part until it ended
   */
  public record Period(
      LocalDate from,
      LocalDate to,
      Group whole,
      List<Named> tiers,
      List<Named> segments,
      Group members,
      Group others) {
    public Period {
      tiers = List.copyOf(tiers);
      segments = List.copyOf(segments);
    }
  }

  /**
   * What members ordered in the {@link #WINDOW} days before the day they joined, and in as many
   * after it. That day is in neither: many join with an order.
   *
   * @param members who were customers for so long before, and whose days after it are over
   * @param leftOut the others who joined
   * @param visitors of the members whose visits were known before the first of these days
   */
  public record Joining(
      long members,
      long leftOut,
      Group before,
      Group after,
      long visitors,
      long visitsBefore,
      long visitsAfter) {}

  /**
   * @param from its first day
   * @param to the first day that is no longer of it
   */
  public Period period(String programme, LocalDate from, LocalDate to) {
    Instant start = from.atStartOfDay(zone).toInstant();
    Instant end = to.atStartOfDay(zone).toInstant();
    return readers.read(sql ->
        new Period(
            from,
            to,
            whole(sql, from, to),
            tiers(sql, programme, end, from, to),
            segments(sql, from, to),
            members(sql, programme, start, from, to),
            others(sql, programme, start, end, from, to)));
  }

  private static Group whole(Sql sql, LocalDate from, LocalDate to) {
    return sql.one(
        "with " + SOLD + " select " + SUMS + " from sold s", row -> Group.of(row, 1), from, to);
  }

  private static List<Named> tiers(
      Sql sql, String programme, Instant end, LocalDate from, LocalDate to) {
    String question =
        "with "
            + MEMBERS
            + ",\n"
            + """
            held as (
              select customer_id, arg_max(details->>'tier', (stated_at, rowid)) as tier
              from facts where name = 'Tier Reached' and details->>'programme' = ?
                and stated_at < ?
              group by customer_id),
            """
            + SOLD
            + "\nselect coalesce(h.tier, ''), "
            + SUMS
            + """
             from member m left join held h using (customer_id)
            left join sold s on s.customer_id = m.customer_id
            group by 1 order by 1\
            """;
    return sql.list(question, Effect::named, programme, end, programme, end, from, to);
  }

  private static Named named(Row row) throws SQLException {
    return new Named(row.text(1), Group.of(row, 2));
  }

  private static List<Named> segments(Sql sql, LocalDate from, LocalDate to) {
    String question =
        "with "
            + SOLD
            + "\nselect m.name, "
            + SUMS
            + """
             from memberships m left join sold s on s.customer_id = m.customer_id
            where m.kind = 'segment' group by m.name order by m.name\
            """;
    return sql.list(question, Effect::named, from, to);
  }

  private static Group members(
      Sql sql, String programme, Instant start, LocalDate from, LocalDate to) {
    String question =
        "with "
            + MEMBERS
            + ",\n"
            + SOLD
            + "\nselect "
            + SUMS
            + """
             from member m join customers c using (customer_id)
            left join sold s on s.customer_id = m.customer_id where c.known_since < ?\
            """;
    return sql.one(question, row -> Group.of(row, 1), programme, start, from, to, start);
  }

  private static Group others(
      Sql sql, String programme, Instant start, Instant end, LocalDate from, LocalDate to) {
    String question =
        "with "
            + SOLD
            + "\nselect "
            + SUMS
            + """
             from customers c left join sold s on s.customer_id = c.customer_id
            where c.known_since < ? and c.customer_id not in (
              select customer_id from facts where name = 'Programme Joined'
                and details->>'programme' = ? and stated_at < ?)\
            """;
    return sql.one(question, row -> Group.of(row, 1), from, to, start, programme, end);
  }

  /**
   * @param today the first day that is not over
   */
  public Joining joining(String programme, LocalDate today) {
    return readers.read(sql -> {
      String id = zone.getId();
      @Nullable Object[] values = {id, programme, id, today};
      return sql.one(JOINING, Effect::joining, values);
    });
  }

  private static Joining joining(Row row) throws SQLException {
    long members = row.number(1);
    return new Joining(
        members,
        row.number(2),
        new Group(members, row.number(3), row.number(4), row.number(5), row.amount(6)),
        new Group(members, row.number(7), row.number(8), row.number(9), row.amount(10)),
        row.number(11),
        row.number(12),
        row.number(13));
  }
}
