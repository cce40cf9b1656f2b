package habitue.warehouse.report;

import habitue.warehouse.file.Readers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of members telling friends, by the facts. */
public final class FriendsTold {
  /** How long a chain is followed. */
  private static final int LONGEST = 32;

  private final Readers readers;

  FriendsTold(Readers readers) {
    this.readers = readers;
  }

  /** A referral by its programme and the strands of both. */
  public record Listed(String programme, long by, long friend, Instant at) {}

  /**
   * Which of them are asked for.
   *
   * @param fact their last word, such as {@code Referral Held}
   * @param programme null for all
   * @param after the last that was listed before; null to begin
   */
  public record Query(String fact, @Nullable String programme, @Nullable Listed after, int most) {}

  /**
   * What a time came to.
   *
   * @param members who ever joined the programme
   * @param made friends who came in that time, {@code kept} those whose order was kept then, and
   *     did not come back since
   * @param paid how many members were paid, for one friend or several
   * @param depth how many stand in the longest chain of friends, of all times
   */
  public record Figures(long members, long made, long kept, long paid, long lost, long depth) {

    /** Friends whose order was kept, for each member. */
    public double viral() {
      return members == 0 ? 0 : (double) kept / members;
    }
  }

  /** Those whose last word is the one asked for, the latest first. */
  public List<Listed> last(Query asked) {
    String question =
        """
        select programme, member, friend, stated_at from (
          select name, stated_at, details->>'programme' as programme,
            (details->>'by')::bigint as member, (details->>'friend')::bigint as friend,
            row_number() over (partition by details->>'programme', details->>'friend'
              order by stated_at desc, seq desc) as place
          from facts
          where name in ('Referral Held', 'Referral Paid', 'Referral Refused', 'Referral Returned'))
        where place = 1 and name = ? and (?::varchar is null or programme = ?)
          and (?::timestamptz is null or (stated_at, friend, programme) <
            (?::timestamptz, ?::bigint, ?::varchar))
        order by stated_at desc, friend desc, programme desc limit ?
        """;
    Listed after = asked.after;
    Instant at = after == null ? null : after.at;
    return readers.read(sql ->
        sql.list(
            question,
            row -> new Listed(row.text(1), row.number(2), row.number(3), row.instant(4)),
            asked.fact,
            asked.programme,
            asked.programme,
            at,
            at,
            after == null ? null : after.friend,
            after == null ? null : after.programme,
            asked.most));
  }

  public Figures figures(String programme, Instant from) {
    String question =
        """
        with told as (
          select name, stated_at, customer_id, details->>'friend' as friend
          from facts
          where name in ('Programme Joined', 'Referral Made', 'Referral Kept', 'Referral Paid',
            'Referral Lost') and details->>'programme' = ?),
        back as (
          select friend, max(stated_at) as at from told where name = 'Referral Lost' group by friend)
        select
          count(distinct customer_id) filter (name = 'Programme Joined'),
          count(*) filter (name = 'Referral Made' and stated_at >= ?),
          count(*) filter (name = 'Referral Kept' and stated_at >= ?
            and (back.at is null or back.at < stated_at)),
          count(distinct customer_id) filter (name = 'Referral Paid' and stated_at >= ?),
          count(*) filter (name = 'Referral Lost' and stated_at >= ?)
        from told left join back on told.friend = back.friend
        """;
    long depth = depth(programme);
    return readers.read(sql ->
        sql.one(
            question,
            row ->
                new Figures(
                    row.number(1),
                    row.number(2),
                    row.number(3),
                    row.number(4),
                    row.number(5),
                    depth),
            programme,
            from,
            from,
            from,
            from));
  }

  /** Whoever came by a member's word may have told others. */
  private long depth(String programme) {
    String question =
        """
        with recursive told as (
          select member.customer_id as member, friend.customer_id as friend
          from facts member join facts friend
            on member.details->>'friend' = friend.details->>'friend'
              and member.details->>'programme' = friend.details->>'programme'
          where member.name = 'Referral Paid' and friend.name = 'Referral Kept'
            and member.details->>'programme' = ?),
        chain(customer, depth) as (
          select friend, 1 from told
          union
          select told.friend, depth + 1 from chain join told on told.member = chain.customer
          where depth < %d)
        select coalesce(max(depth), 0)::bigint from chain
        """
            .formatted(LONGEST);
    return readers.read(sql -> sql.one(question, row -> row.number(1), programme));
  }
}
