package habitue.warehouse.report;

import habitue.model.CustomerId;
import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Row;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of customers: found by name, e-mail, phone, number, user id or order number, exact ones
 * first; sorted; a page at a time, each going on where the last one ended.
 */
public final class CustomerList {
  /** The most customers of a page. */
  public static final int PAGE = 200;

  private final Readers readers;

  public CustomerList(Readers readers) {
    this.readers = readers;
  }

  /** By what, in its natural direction: names from A, everything else from the highest. */
  public enum Sort {
    LAST_ORDER("coalesce(epoch_us(last_order), 0)", "bigint", "desc"),
    LAST_SEEN("coalesce(epoch_us(last_seen), 0)", "bigint", "desc"),
    FIRST_SEEN("coalesce(epoch_us(first_seen), 0)", "bigint", "desc"),
    REVENUE("revenue", "decimal(38, 4)", "desc"),
    ORDERS("orders", "bigint", "desc"),
    SCORE("coalesce((score_mark * 1000000)::bigint, -9000000000000000000)", "bigint", "desc"),
    POINTS("coalesce(points, -9000000000000000000)", "bigint", "desc"),
    NAME("case when name_key = '' then '~' else ' ' || name_key end", "varchar", "asc");

    private final String key;
    private final String type;
    private final String direction;

    Sort(String key, String type, String direction) {
      this.key = key;
      this.type = type;
      this.direction = direction;
    }
  }

  /**
   * @param text what to find; null or blank for everyone
   * @param masked whether whoever asks is shown no contact details, and so finds nobody by part of
   *     one
   * @param knownOnly leaves out those without a user id
   * @param among whom to look for them
   * @param programme whose points and tiers are told and sorted by; null for none
   * @param after where the page before ended; null for the first
   */
  public record Query(
      @Nullable String text,
      boolean masked,
      boolean knownOnly,
      Among among,
      @Nullable String programme,
      Sort sort,
      int limit,
      @Nullable String after) {
    public Query {
      limit = Math.clamp(limit, 1, PAGE);
    }

    public Query(
        @Nullable String text,
        boolean masked,
        boolean knownOnly,
        Sort sort,
        int limit,
        @Nullable String after) {
      this(text, masked, knownOnly, Among.EVERYONE, null, sort, limit, after);
    }

    public Query among(Among some) {
      return new Query(text, masked, knownOnly, some, programme, sort, limit, after);
    }

    public Query of(@Nullable String some) {
      return new Query(text, masked, knownOnly, among, some, sort, limit, after);
    }

    public Query(
        @Nullable String text, boolean knownOnly, Sort sort, int limit, @Nullable String after) {
      this(text, false, knownOnly, sort, limit, after);
    }

    public static Query first(@Nullable String text, Sort sort) {
      return new Query(text, false, sort, 50, null);
    }

    public Query next(String cursor) {
      return new Query(text, masked, knownOnly, among, programme, sort, limit, cursor);
    }
  }

  /**
   * @param orderFound the number of an order that the text names; null when it names none
   * @param stage its name in the playbook; null before anything was known
   * @param points that may be spent in the programme asked for; null for who has no part in it
   * @param tier the one they are in; null for none
   */
  public record Line(
      CustomerId id,
      boolean known,
      @Nullable String userId,
      @Nullable String name,
      @Nullable String email,
      @Nullable String country,
      @Nullable String city,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      @Nullable Instant lastOrder,
      @Nullable String orderFound,
      long orders,
      BigDecimal revenue,
      BigDecimal net,
      String currency,
      @Nullable String stage,
      @Nullable Long points,
      @Nullable String tier) {}

  /**
   * @param next where the page after begins; null on the last
   */
  public record Page(List<Line> lines, @Nullable String next) {
    public Page {
      lines = List.copyOf(lines);
    }
  }

  private record Found(Line line, ListCursor cursor) {}

  public Page page(Query query) {
    Search search = Search.of(query.text(), query.masked());
    ListCursor after = cursor(query);
    var values = new ArrayList<@Nullable Object>();
    values.add(query.programme());
    values.addAll(search.values());
    values.addAll(query.among().values());
    values.addAll(search.rankValues());
    values.add(search.whole());
    if (after != null) {
      values.addAll(List.of(after.rank(), after.rank(), after.key(), after.key(), after.id()));
    }
    values.add(query.limit() + 1);
    String question = question(query, search, after != null);
    List<Found> found =
        readers.read(sql -> sql.list(question, CustomerList::found, values.toArray()));
    boolean more = found.size() > query.limit();
    List<Found> shown = more ? found.subList(0, query.limit()) : found;
    return new Page(
        shown.stream().map(Found::line).toList(),
        more ? shown.getLast().cursor().toString() : null);
  }

  private static @Nullable ListCursor cursor(Query query) {
    return query.after() == null
        ? null
        : ListCursor.parse(query.after(), query.sort() != Sort.NAME);
  }

  /** How many there are on all pages. */
  public long count(Query query) {
    Search search = Search.of(query.text(), query.masked());
    String question = "select count(*) from customers where " + where(query, search);
    var values = new ArrayList<@Nullable Object>(search.values());
    values.addAll(query.among().values());
    return readers.read(sql -> sql.number(question, values.toArray()));
  }

  private static String where(Query query, Search search) {
    String known = query.knownOnly() ? " and known" : "";
    return "%s%s and (%s)".formatted(search.condition(), known, query.among().sql());
  }

  private static String question(Query query, Search search, boolean after) {
    Sort sort = query.sort();
    return """
    with part as (
      select customer_id as member, points, tier from members where programme = ?),
    found as (
      select *, %s as sort_key from customers left join part on member = customer_id where %s),
    ranked as (select *, %s as rank from found)
    select customer_id, known, user_id, name, email, country, city, first_seen, last_seen,
      last_order, (select min(order_id) from orders o
        where o.customer_id = ranked.customer_id and lower(o.order_id) = ?),
      orders, revenue, net, currency, rank, sort_key::varchar, stage, points, tier
    from ranked where %s
    order by rank, sort_key %s, customer_id limit ?\
    """
        .formatted(
            sort.key,
            where(query, search),
            search.rank(),
            after ? after(sort) : "true",
            sort.direction);
  }

  private static Found found(Row row) throws SQLException {
    var line =
        new Line(
            CustomerId.parse(row.text(1)).orElseThrow(),
            row.flag(2),
            row.textOrNull(3),
            row.textOrNull(4),
            row.textOrNull(5),
            row.textOrNull(6),
            row.textOrNull(7),
            row.instantOrNull(8),
            row.instantOrNull(9),
            row.instantOrNull(10),
            row.textOrNull(11),
            row.number(12),
            row.amount(13),
            row.amount(14),
            row.text(15),
            row.textOrNull(18),
            row.numberOrNull(19),
            row.textOrNull(20));
    return new Found(line, new ListCursor((int) row.number(16), row.text(17), row.text(1)));
  }

  /** What lies after a cursor in the order of rank, key and id. */
  private static String after(Sort sort) {
    String beyond = sort.direction.equals("desc") ? "<" : ">";
    return """
    (rank > ? or (rank = ? and (sort_key %s ?::%s
      or (sort_key = ?::%s and customer_id > ?))))\
    """
        .formatted(beyond, sort.type, sort.type);
  }
}
