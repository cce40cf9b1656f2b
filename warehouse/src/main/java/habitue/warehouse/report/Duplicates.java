package habitue.warehouse.report;

import habitue.model.CustomerId;
import habitue.warehouse.file.Readers;
import java.util.List;
import java.util.Locale;

/**
 * Customers who may be the same person, with the reason; nothing is ever joined by it. Who was told
 * apart by hand is left in: the store knows that.
 */
public final class Duplicates {
  /** More customers than this under one sign say nothing: a family, a shop's own address. */
  static final int CROWD = 5;

  private static final String SIGNS =
      """
      with signs as (
        select customer_id, 'same-email' as reason, lower(trim(email)) as sign from customers
        where email like '%_@_%'
        union
        select customer_id, 'same-email', lower(value) from identifiers where type = 'email'
        union
        select customer_id, 'same-phone', sign from (
          select customer_id, regexp_replace(phone, '[^0-9]', '', 'g') as sign from customers
          where phone is not null
          union
          select customer_id, regexp_replace(value, '[^0-9]', '', 'g') from identifiers
          where type = 'phone') where length(sign) >= 6
        union
        select customer_id, 'same-name-and-postcode',
          name_key || ' ' || replace(lower(postcode), ' ', '') from customers
        where contains(name_key, ' ') and postcode is not null and trim(postcode) <> ''),
      shared as (
        select reason, sign from signs group by reason, sign
        having count(*) between 2 and ?)
      """;

  private static final String PAIRS =
      SIGNS
          + """
          , pairs as (
            select a.customer_id as one, b.customer_id as other, a.reason
            from shared join signs a using (reason, sign) join signs b using (reason, sign)
            where a.customer_id < b.customer_id)
          select one, other, string_agg(distinct reason, ',' order by reason) as reasons
          from pairs
          """;

  private final Readers readers;

  public Duplicates(Readers readers) {
    this.readers = readers;
  }

  /** Why two may be one. */
  public enum Reason {
    SAME_EMAIL,
    SAME_PHONE,
    SAME_NAME_AND_POSTCODE;

    static Reason named(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  public record Pair(CustomerId one, CustomerId other, List<Reason> reasons) {
    public Pair {
      reasons = List.copyOf(reasons);
    }
  }

  /** The first so many pairs, those with more reasons first. */
  public List<Pair> pairs(int limit) {
    return readers.read(sql ->
        sql.list(
            PAIRS
                + "group by one, other"
                + " order by count(distinct reason) desc, one, other limit ?",
            row -> pair(row.text(1), row.text(2), row.text(3)),
            CROWD,
            limit));
  }

  /** Who one customer may be the same as. */
  public List<Pair> of(CustomerId customer) {
    return readers.read(sql ->
        sql.list(
            PAIRS
                + "where one = ? or other = ? group by one, other"
                + " order by count(distinct reason) desc, one, other",
            row -> pair(row.text(1), row.text(2), row.text(3)),
            CROWD,
            customer.toString(),
            customer.toString()));
  }

  /** How many pairs there are. */
  public long count() {
    return readers.read(
        sql -> sql.number("select count(*) from (" + PAIRS + "group by one, other)", CROWD));
  }

  private static Pair pair(String one, String other, String reasons) {
    return new Pair(
        CustomerId.parse(one).orElseThrow(),
        CustomerId.parse(other).orElseThrow(),
        List.of(reasons.split(",")).stream().map(Reason::named).toList());
  }
}
