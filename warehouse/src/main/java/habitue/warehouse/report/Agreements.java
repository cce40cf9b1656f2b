package habitue.warehouse.report;

import habitue.model.CustomerId;
import habitue.warehouse.file.Readers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people agreed to, in numbers. */
public final class Agreements {
  private static final int CHANNELS = 5;

  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
  private static final String REFUSING =
      """
      select customer_id, max(said_at) as since, arg_max(source, said_at) as by,
        bool_and(objection) as objects
      from consents where purpose = 'marketing' and state in ('refused', 'withdrawn')
      group by customer_id having count(*) = ?\
      """;

  private final Readers readers;

  public Agreements(Readers readers) {
    this.readers = readers;
  }

  /** A way to write to people, with the columns that say so. */
  public enum Channel {
    EMAIL("email"),
    SMS("phone"),
    PUSH(""),
    PHONE("phone"),
    POST("");

    private final String address;

    Channel(String address) {
      this.address = address;
    }

    /** Whether the tables have the addresses themselves. */
    public boolean addressed() {
      return !address.isEmpty();
    }

    private String reach() {
      return "reach_" + name().toLowerCase(Locale.ROOT);
    }
  }

  /** How many a channel reaches with marketing, and with what belongs to an order. */
  public record Reached(long marketing, long contract) {}

  /** Answers that stand, by the month they were given in. */
  public record Month(YearMonth month, long yes, long no) {}

  /**
   * What people asked to be spared.
   *
   * @param refusing no marketing by any channel
   * @param objecting those of them who objected to it all, rather than refuse each
   * @param unprofiled no profile
   * @param restricted nothing at all
   */
  public record Asked(
      long customers, long refusing, long objecting, long unprofiled, long restricted) {}

  /**
   * Someone who wants no marketing by any channel.
   *
   * @param since when they refused the last one
   * @param by who passed it on: a source, a key or a colleague
   * @param objects whether they objected to it all, rather than refuse each channel
   */
  public record Refusing(
      CustomerId id,
      @Nullable String name,
      @Nullable String userId,
      @Nullable String email,
      Instant since,
      String by,
      boolean objects) {}

  public Asked asked() {
    return readers.read(sql ->
        new Asked(
            sql.number("select count(*) from customers"),
            sql.number("select count(*) from (" + REFUSING + ")", CHANNELS),
            sql.number("select count(*) from (" + REFUSING + ") where objects", CHANNELS),
            sql.number(
                """
                select count(*) from consents
                where purpose = 'personalise' and state in ('refused', 'withdrawn')\
                """),
            sql.number("select count(*) from customers where restricted")));
  }

  /**
   * Who wants no marketing, the newest first.
   *
   * @param since where the page before ended, with {@code id}; null for the first
   */
  public List<Refusing> refusing(@Nullable Instant since, String id, int limit) {
    String question =
        """
        select customer_id, c.name, c.user_id, c.email, r.since, r.by, r.objects
        from (%s) r join customers c using (customer_id)
        where r.since < ? or (r.since = ? and customer_id > ?)
        order by r.since desc, customer_id limit ?\
        """
            .formatted(REFUSING);
    Instant until = since == null ? END : since;
    return readers.read(sql ->
        sql.list(
            question,
            row ->
                new Refusing(
                    CustomerId.parse(row.text(1)).orElseThrow(),
                    row.textOrNull(2),
                    row.textOrNull(3),
                    row.textOrNull(4),
                    row.instant(5),
                    row.text(6),
                    row.flag(7)),
            CHANNELS,
            until,
            until,
            id,
            limit));
  }

  /** The last so many months up to today's, none before the first answer. */
  public List<Month> months(LocalDate today, ZoneId zone, int most) {
    YearMonth last = YearMonth.from(today);
    Map<YearMonth, Month> said = new HashMap<>();
    readers.read(sql ->
        sql.list(
            """
            select strftime(timezone(?, said_at), '%Y-%m') as month,
              count(*) filter (where state in ('given', 'confirmed')),
              count(*) filter (where state in ('refused', 'withdrawn'))
            from consents where state <> 'asked' group by month\
            """,
            row -> {
              YearMonth month = YearMonth.parse(row.text(1));
              return said.put(month, new Month(month, row.number(2), row.number(3)));
            },
            zone.getId()));
    var months = new ArrayList<Month>();
    YearMonth first = said.keySet().stream().min(YearMonth::compareTo).orElse(last.plusMonths(1));
    YearMonth from = last.minusMonths(most - 1L);
    for (YearMonth month = first.isAfter(from) ? first : from;
        !month.isAfter(last);
        month = month.plusMonths(1)) {
      months.add(said.getOrDefault(month, new Month(month, 0, 0)));
    }
    return List.copyOf(months);
  }

  /** Whoever a channel reaches, suppressed or not. */
  public Reached reached(Channel channel) {
    String question =
        """
        select count(*) filter (where %1$s in %2$s), count(*) filter (where %1$s <> 'no-address')
        from customers\
        """
            .formatted(channel.reach(), Among.YES);
    return readers.read(sql -> sql.one(question, row -> new Reached(row.number(1), row.number(2))));
  }

  /** Those of a channel whose address is barred for marketing, and for what belongs to an order. */
  public Reached barred(
      Channel channel, Predicate<String> fromMarketing, Predicate<String> fromContract) {
    String question =
        "select %s, %s in %s from customers where %2$s <> 'no-address' and %1$s is not null"
            .formatted(channel.address, channel.reach(), Among.YES);
    return readers.read(sql -> {
      long marketing = 0;
      long contract = 0;
      for (Barred each :
          sql.list(
              question,
              row -> {
                String address = row.text(1);
                boolean open = row.flag(2);
                return new Barred(open && fromMarketing.test(address), fromContract.test(address));
              })) {
        marketing += each.marketing ? 1 : 0;
        contract += each.contract ? 1 : 0;
      }
      return new Reached(marketing, contract);
    });
  }

  private record Barred(boolean marketing, boolean contract) {}
}
