package habitue.warehouse.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.store.journal.Json;
import habitue.warehouse.file.Readers;
import habitue.warehouse.file.Row;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens in the shop, events and conclusions together, of real customers only. */
public final class Happenings {
  /** The most told at once. */
  public static final int MOST = 200;

  private static final String EVENTS =
      """
      select seq, false as fact, strand, null::varchar as customer_id, name, happened_at, mode,
        properties as details, source, store, '' as rule, 0 as rule_version, '' as cause,
        '{}' as words, recorded_at as told_at
      from event_rows where reality = 'real'\
      """;

  private static final String FACTS =
      """
      select seq, true as fact, null::bigint as strand, customer_id, name, happened_at,
        'live' as mode, details, '' as source, coalesce(details->>'store', '') as store, rule,
        rule_version, cause, words::varchar as words, stated_at as told_at
      from facts where true\
      """;

  /** Names whoever it is about, and reads the amount that it speaks of. */
  private static final String TOLD =
      """
      , told as (
        select p.* exclude (customer_id), coalesce(p.customer_id, s.customer_id) as customer_id
        from picked p left join strands s on s.strand = p.strand)
      select t.seq, t.fact, t.name, t.happened_at, t.mode = 'history', t.rule, t.customer_id,
        c.name, c.user_id, c.country,
        try_cast(coalesce(t.details->>'$.refund.amount', t.details->>'gross',
          t.details->>'revenue', t.details->>'total', t.details->>'amount',
          t.details->>'value', t.details->>'price') as decimal(38, 4)),
        left(t.details->>'currency', 3), left(t.details->>'order_id', 200), c.email, t.source,
        t.store, t.details::varchar, t.cause, t.rule_version, t.words, t.told_at
      from told t left join customers c on c.customer_id = t.customer_id
      """;

  private final Readers readers;

  public Happenings(Readers readers) {
    this.readers = readers;
  }

  /**
   * @param seq its number in the order of the warehouse; 0 for what a refold stated again
   * @param fact whether it is a conclusion; else an event
   * @param past whether it was told as history
   * @param rule which rule concluded it; empty for an event
   * @param amount what it speaks of, in {@code currency} where it says one
   * @param source name of the source of an event; empty for a conclusion
   * @param store the shop it speaks of, or empty
   * @param details what it says: properties or traits of an event, details of a conclusion
   * @param cause of a conclusion; empty for an event
   * @param words why, as keys of the glossary; none for an event
   * @param toldAt when it came in or could be known
   */
  public record Happening(
      long seq,
      boolean fact,
      String name,
      Instant at,
      boolean past,
      String rule,
      @Nullable CustomerId customer,
      @Nullable String customerName,
      @Nullable String userId,
      @Nullable String country,
      @Nullable BigDecimal amount,
      @Nullable String currency,
      @Nullable String orderId,
      @Nullable String email,
      String source,
      String store,
      Fields details,
      String cause,
      int version,
      Fields words,
      Instant toldAt) {}

  /** The latest by their own time, newest first. */
  public List<Happening> newest(Instant asOf, int limit) {
    return newest(asOf, null, limit);
  }

  /**
   * The latest of one store by their own time, newest first.
   *
   * @param store null for all
   */
  public List<Happening> newest(Instant asOf, @Nullable String store, int limit) {
    int most = Math.clamp(limit, 1, MOST);
    String told =
        """
        with picked as (
          from (%s) where happened_at < ? and (?::varchar is null or store = ?)
          union all
          from (%s) where happened_at < ? and (?::varchar is null or store = ?)
          order by happened_at desc, seq desc limit ?)
        """
            .formatted(EVENTS, FACTS);
    String question = told + TOLD + "order by t.happened_at desc, t.seq desc, t.fact desc";
    return readers.read(sql ->
        sql.list(question, Happenings::happening, asOf, store, store, asOf, store, store, most));
  }

  /** What came live after a number, oldest first. */
  public List<Happening> since(long seq, int limit) {
    int most = Math.clamp(limit, 1, MOST);
    String each = " and seq > ? and mode = 'live' order by seq limit ?";
    String question =
        "with picked as (from (%s%s) union all from (%s%s) order by seq limit ?)"
                .formatted(EVENTS, each, FACTS, each.replace("and mode = 'live'", ""))
            + TOLD
            + "order by t.seq";
    return readers.read(
        sql -> sql.list(question, Happenings::happening, seq, most, seq, most, most));
  }

  /** The number of the latest; smaller than one asked for before once the tables were made anew. */
  public long latest() {
    return readers.read(sql ->
        sql.number(
            "select greatest((select coalesce(max(seq), 0) from event_rows),"
                + " (select coalesce(max(seq), 0) from facts))"));
  }

  private static Happening happening(Row row) throws SQLException {
    return new Happening(
        row.number(1),
        row.flag(2),
        row.text(3),
        row.instant(4),
        row.flag(5),
        row.text(6),
        CustomerId.parse(row.text(7)).orElse(null),
        row.textOrNull(8),
        row.textOrNull(9),
        row.textOrNull(10),
        row.amountOrNull(11),
        row.textOrNull(12),
        row.textOrNull(13),
        row.textOrNull(14),
        row.text(15),
        row.text(16),
        Json.object(row.text(17).getBytes(UTF_8)),
        row.text(18),
        (int) row.number(19),
        Json.object(row.text(20).getBytes(UTF_8)),
        row.instant(21));
  }
}
