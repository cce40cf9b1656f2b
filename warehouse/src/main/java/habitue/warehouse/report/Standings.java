package habitue.warehouse.report;

import habitue.insight.rfm.RfmCuts;
import habitue.model.Money;
import habitue.playbook.plan.Plan;
import habitue.warehouse.file.Readers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many stand where by the playbook, and how that moved. */
public final class Standings {
  private final Readers readers;
  private final ZoneId zone;

  /**
   * @param zone the brand's: days begin at its midnight
   */
  public Standings(Readers readers, ZoneId zone) {
    this.readers = readers;
    this.zone = zone;
  }

  /**
   * Customers of a stage, a segment or with a flag.
   *
   * @param known those the shop knows, by a user id
   * @param guests those it does not know who ordered
   * @param reachable whom marketing reaches by one channel at least; suppressed addresses are not
   *     taken off
   * @param net what they spent ever, refunds and cancellations taken off
   */
  public record Count(
      String name, long customers, long known, long guests, long reachable, BigDecimal net) {
    /** What is counted of each group of customers, in this order. */
    private static final String SUMS =
        "count(*), count(*) filter (known), count(*) filter (not known and orders > 0), count(*)"
            + " filter (%s), coalesce(sum(net), 0)::decimal(38, 4)"
                .formatted(Among.REACHABLE.sql());

    public static Count none(String name) {
      return new Count(name, 0, 0, 0, 0, BigDecimal.ZERO);
    }
  }

  /** Customers in a segment at the end of a day. */
  public record Size(LocalDate day, long customers) {}

  /**
   * Customers by where they were at one instant and at another.
   *
   * @param from empty for who was not known yet
   */
  public record Flow(String from, String to, long customers) {}

  /**
   * A cell of the map of recency and frequency.
   *
   * @param monetary the mean of their scores of monetary value
   */
  public record Cell(int recency, int frequency, long customers, BigDecimal net, double monetary) {}

  /** The zone whose midnights part days. */
  public ZoneId zone() {
    return zone;
  }

  /** What customers are asked, and what they answered. */
  public Map<String, Talk> talks() {
    return new Talks(readers).all();
  }

  /** Only stages that someone is in, the fullest first. */
  public List<Count> stages() {
    return counts(
        """
        select stage, %s
        from customers where stage is not null group by stage order by 2 desc, 1\
        """
            .formatted(Count.SUMS));
  }

  public List<Count> segments() {
    return held("segment");
  }

  public List<Count> flags() {
    return held("flag");
  }

  /** The tags that most customers have, but for the signs of moments. */
  public List<Count> tags(int most) {
    return held("tag").stream().filter(tag -> !Plan.Moment.isTag(tag.name())).limit(most).toList();
  }

  private List<Count> held(String kind) {
    return counts(
        """
        select m.name, %s
        from memberships m join customers c using (customer_id)
        where m.kind = ? group by m.name order by 2 desc, 1\
        """
            .formatted(Count.SUMS),
        kind);
  }

  private List<Count> counts(String question, Object... values) {
    return readers.read(sql ->
        sql.list(
            question,
            row ->
                new Count(
                    row.text(1),
                    row.number(2),
                    row.number(3),
                    row.number(4),
                    row.number(5),
                    row.amount(6)),
            values));
  }

  /** How many of a segment are in each other too. */
  public Map<String, Long> overlap(String segment) {
    var shared = new HashMap<String, Long>();
    String question =
        """
        select o.name, count(*) from memberships m join memberships o using (customer_id)
        where m.kind = 'segment' and o.kind = 'segment' and m.name = ? and o.name <> m.name
        group by o.name\
        """;
    readers.read(sql -> sql.list(question, row -> shared.put(row.text(1), row.number(2)), segment));
    return shared;
  }

  /** A segment's size at the end of each day of a span, as the facts that hold now tell it. */
  public List<Size> sizes(String segment, LocalDate from, LocalDate until) {
    var moved = new HashMap<LocalDate, Long>();
    String question =
        """
        select greatest(timezone(?, happened_at)::date, ?::date), sum(case name when 'Segment Entered' then 1 else -1 end)::bigint
        from facts where name in ('Segment Entered', 'Segment Left')
          and details->>'segment' = ? and timezone(?, happened_at)::date <= ?
        group by 1\
        """;
    readers.read(sql ->
        sql.list(
            question,
            row -> moved.put(Objects.requireNonNull(row.dayOrNull(1)), row.number(2)),
            zone.getId(),
            from,
            segment,
            zone.getId(),
            until));
    var sizes = new ArrayList<Size>();
    long size = 0;
    for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
      size += moved.getOrDefault(day, 0L);
      sizes.add(new Size(day, size));
    }
    return sizes;
  }

  /** Who was in which stage at one instant, and where the same people are at another. */
  public List<Flow> flows(Instant from, Instant until) {
    String question =
        """
        with moves as (
          select customer_id, happened_at, rowid as place, details->>'stage' as stage
          from facts where name = 'Stage Changed' and happened_at <= ?),
        then_in as (
          select customer_id, arg_max(stage, (happened_at, place)) as stage from moves
          where happened_at <= ? group by customer_id),
        now_in as (
          select customer_id, arg_max(stage, (happened_at, place)) as stage from moves
          group by customer_id)
        select coalesce(t.stage, ''), n.stage, count(*)
        from now_in n left join then_in t using (customer_id)
        group by 1, 2 order by 3 desc, 1, 2\
        """;
    return readers.read(sql ->
        sql.list(question, row -> new Flow(row.text(1), row.text(2), row.number(3)), until, from));
  }

  /** How many guests ordered, who are in no cell: a shop does not know them again. */
  public long guests() {
    return readers.read(sql ->
        sql.number(
            "select count(*) from customers where not known and last_order_day is not null"));
  }

  /**
   * How many known customers are in each cell of recency and frequency, by the cuts in force on a
   * day.
   *
   * @param currency the brand's
   */
  public List<Cell> cells(@Nullable RfmCuts cuts, LocalDate today, String currency) {
    if (cuts == null) {
      return List.of();
    }
    String question =
        """
        select %s as recency, %s as frequency, count(*),
          coalesce(sum(net), 0)::decimal(38, 4), avg(%s)
        from customers where %s group by 1, 2 order by 1, 2\
        """
            .formatted(
                Among.recency(cuts, today),
                Among.frequency(cuts),
                Among.monetary(cuts, Money.digits(currency)),
                Among.IN_CELLS);
    return readers.read(sql ->
        sql.list(
            question,
            row ->
                new Cell(
                    (int) row.number(1),
                    (int) row.number(2),
                    row.number(3),
                    row.amount(4),
                    Objects.requireNonNull(row.realOrNull(5)))));
  }
}
