package habitue.warehouse.report;

import habitue.engine.reward.Sums;
import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Row;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of a programme's points, and who is in which tier, by the facts. */
public final class Points {
  private static final String SUMS =
      """
      select
        coalesce(sum(points) filter (name = 'Points Granted'), 0)::bigint,
        coalesce(sum(points) filter (name = 'Points Reversed'), 0)::bigint,
        coalesce(sum(points) filter (name = 'Points Expired'), 0)::bigint,
        coalesce(sum(points) filter (name = 'Points Spent'), 0)::bigint
          - coalesce(sum(points) filter (name = 'Points Restored'), 0)::bigint\
      """;

  /** What each fact says of points, in one programme; what only becomes active is no change. */
  private static final String FROM =
      """
      from (
       select name, stated_at, rule, customer_id, (details->>'points')::bigint as points
       from facts
       where name in ('Points Granted', 'Points Reversed', 'Points Expired', 'Points Spent',
         'Points Restored') and details->>'programme' = ?)\
      """;

  private final Readers readers;
  private final ZoneId zone;

  /**
   * @param zone the brand's: months end at its midnight
   */
  public Points(Readers readers, ZoneId zone) {
    this.readers = readers;
    this.zone = zone;
  }

  /** What came of members telling friends. */
  public FriendsTold friends() {
    return new FriendsTold(readers);
  }

  /** One rule: what it granted, how often and to how many, and what came back. */
  public record ByRule(String rule, long awards, long customers, long granted, long reversed) {
    /** What it granted and nobody took back. */
    public long kept() {
      return granted - reversed;
    }
  }

  /** What was outstanding at the end of a day. */
  public record Owed(LocalDate day, long points) {}

  /**
   * Who is in a tier.
   *
   * @param net what they spent ever, refunds and cancellations taken off
   */
  public record InTier(String tier, long customers, long orders, BigDecimal net) {}

  /** Moves from a tier to another, and of how many; from none where they had none. */
  public record Moved(String from, String to, long moves, long customers) {}

  /** The programmes that ever granted something, offered or not. */
  public List<String> programmes() {
    return readers.read(sql ->
        sql.list(
            """
            select distinct details->>'programme' from facts
            where name = 'Points Granted' order by 1\
            """,
            row -> row.text(1)));
  }

  /**
   * What was given back beyond what orders came to, with shipping and tax.
   *
   * @param orders of how many
   */
  public record Beyond(String currency, long orders, BigDecimal amount) {}

  /** By the currency of the orders; nothing where no refund was larger than its order. */
  public List<Beyond> beyond() {
    String question =
        """
        select currency, count(*), sum(beyond) from (
          select currency, refunded + excess - greatest(coalesce(total, 0), gross
            + coalesce(shipping, 0) + case when tax_included then 0 else coalesce(tax, 0) end)
            as beyond from orders where excess > 0)
        where beyond > 0 group by currency order by currency
        """;
    return readers.read(
        sql -> sql.list(question, row -> new Beyond(row.text(1), row.number(2), row.amount(3))));
  }

  /** As of an instant: by what was known then. */
  public Sums sums(String programme, Instant asOf) {
    return readers.read(sql ->
        sql.one(SUMS + "\n" + FROM + " where stated_at <= ?", Points::sums, programme, asOf));
  }

  private static Sums sums(Row row) throws SQLException {
    long issued = row.number(1);
    long reversed = row.number(2);
    long expired = row.number(3);
    long spent = row.number(4);
    return new Sums(issued, reversed, expired, spent, issued - reversed - expired - spent);
  }

  /**
   * What each rule cost; the rule as facts name it. Those that only took points are there too: what
   * all of them took back is what was taken back.
   */
  public List<ByRule> rules(String programme) {
    String question =
        """
        select rule, count(*) filter (name = 'Points Granted'),
          count(distinct customer_id) filter (name = 'Points Granted'),
          coalesce(sum(points) filter (name = 'Points Granted'), 0)::bigint,
          coalesce(sum(points) filter (name = 'Points Reversed'), 0)::bigint
        """
            + FROM
            + " where name in ('Points Granted', 'Points Reversed') group by rule"
            + " order by 4 desc, 1";
    return readers.read(sql ->
        sql.list(
            question,
            row ->
                new ByRule(row.text(1), row.number(2), row.number(3), row.number(4), row.number(5)),
            programme));
  }

  /** How often each reward was had for points, and not given back. */
  public Map<String, Long> redeemed(String programme) {
    return counts(
        """
        select details->>'reward',
          count(*) filter (name = 'Reward Redeemed') - count(*) filter (name = 'Reward Undone')
        from facts
        where name in ('Reward Redeemed', 'Reward Undone') and details->>'programme' = ?
        group by 1\
        """,
        programme);
  }

  /** How many met each challenge, and did not lose it again. */
  public Map<String, Long> met(String programme) {
    return counts(
        """
        select challenge, count(*)
        from (
         select customer_id, details->>'challenge' as challenge,
           arg_max(name, (stated_at, rowid)) as latest
         from facts
         where name in ('Challenge Met', 'Challenge Undone') and details->>'programme' = ?
         group by 1, 2)
        where latest = 'Challenge Met' group by 1\
        """,
        programme);
  }

  private Map<String, Long> counts(String question, String programme) {
    var counts = new HashMap<String, Long>();
    readers
        .read(sql -> sql.list(question, row -> Map.entry(row.text(1), row.number(2)), programme))
        .forEach(each -> counts.put(each.getKey(), each.getValue()));
    return counts;
  }

  /** What was outstanding at the end of each day that something changed on, and on the last. */
  public List<Owed> outstanding(String programme, LocalDate until) {
    String question =
        """
        select strftime(timezone('%s', stated_at), '%%Y-%%m-%%d') as day,
          sum(case name when 'Points Granted' then points when 'Points Restored' then points
            else -points end)::bigint
        """
                .formatted(zone.getId().replace("'", ""))
            + FROM
            + " group by day order by day";
    List<Owed> changes =
        readers.read(sql ->
            sql.list(
                question, row -> new Owed(LocalDate.parse(row.text(1)), row.number(2)), programme));
    var owed = new ArrayList<Owed>();
    long sum = 0;
    for (Owed change : changes) {
      sum += change.points();
      owed.add(new Owed(change.day(), sum));
    }
    if (!owed.isEmpty() && owed.getLast().day().isBefore(until)) {
      owed.add(new Owed(until, sum));
    }
    return owed;
  }

  /** Who is in which tier now. */
  public List<InTier> tiers(String programme) {
    String question =
        """
        select tier, count(*), coalesce(sum(c.orders), 0)::bigint,
          coalesce(sum(c.net), 0)::decimal(38, 4)
        from members join customers c using (customer_id)
        where programme = ? and tier is not null group by tier order by tier\
        """;
    return readers.read(sql ->
        sql.list(
            question,
            row -> new InTier(row.text(1), row.number(2), row.number(3), row.amount(4)),
            programme));
  }

  /** Who went from which tier to which, from an instant until another. */
  public List<Moved> moves(String programme, Instant since, Instant until) {
    String question =
        """
        select coalesce(details->>'from', ''), details->>'tier', count(*),
          count(distinct customer_id)
        from facts where name = 'Tier Reached' and details->>'programme' = ? and stated_at > ?
          and stated_at <= ?
        group by 1, 2 order by 3 desc, 1, 2\
        """;
    return readers.read(sql ->
        sql.list(
            question,
            row -> new Moved(row.text(1), row.text(2), row.number(3), row.number(4)),
            programme,
            since,
            until));
  }
}
