package habitue.warehouse.report;

import habitue.warehouse.file.Readers;
import java.time.Instant;
import java.util.List;

/** What came of members telling friends, by the facts. */
public final class FriendsTold {
  /** How long a chain is followed. */
  private static final int LONGEST = 32;

  private final Readers readers;

  FriendsTold(Readers readers) {
    this.readers = readers;
  }

  /** A referral by its programme and the strands of both. */
  public record Listed(String programme, long by, long friend) {}

  /**
   * What a time came to.
   *
   * @param members who ever joined the programme
   * @param made friends who came in that time, {@code kept} those whose order was kept
   * @param depth how many stand in the longest chain of friends, of all times
   */
  public record Figures(long members, long made, long kept, long paid, long lost, long depth) {

    /** Friends whose order was kept, for each member. */
    public double viral() {
      return members == 0 ? 0 : (double) kept / members;
    }
  }

  /**
   * Those whose last word is this one, the latest first.
   *
   * @param fact such as {@code Referral Held}
   */
  public List<Listed> last(String fact, int most) {
    String question =
        """
        select programme, member, friend from (
          select name, stated_at, details->>'programme' as programme,
            (details->>'by')::bigint as member, (details->>'friend')::bigint as friend,
            row_number() over (partition by details->>'programme', details->>'friend'
              order by stated_at desc, seq desc) as place
          from facts
          where name in ('Referral Held', 'Referral Paid', 'Referral Refused', 'Referral Returned'))
        where place = 1 and name = ? order by stated_at desc, friend limit ?
        """;
    return readers.read(sql ->
        sql.list(
            question, row -> new Listed(row.text(1), row.number(2), row.number(3)), fact, most));
  }

  public Figures figures(String programme, Instant from) {
    String question =
        """
        select
          count(distinct customer_id) filter (name = 'Programme Joined'),
          count(*) filter (name = 'Referral Made' and stated_at >= ?),
          count(*) filter (name = 'Referral Kept' and stated_at >= ?),
          count(*) filter (name = 'Referral Paid' and stated_at >= ?),
          count(*) filter (name = 'Referral Lost' and stated_at >= ?)
        from facts
        where name in ('Programme Joined', 'Referral Made', 'Referral Kept', 'Referral Paid',
          'Referral Lost') and details->>'programme' = ?
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
            from,
            from,
            from,
            from,
            programme));
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
