package habitue.warehouse.report;

import habitue.engine.sell.orders.Rhythm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures as questions in SQL that anyone may ask a copy of the tables, with nothing to fill in:
 * what a page shows beside a figure, for whoever wants to compute it again.
 */
public final class Queries {
  private static final String ERASED = "'erased'";

  private Queries() {}

  /** A figure of {@link Today}; null where there is no such question. */
  public static @Nullable String of(Definition asked) {
    return switch (asked.figure()) {
      case "customers-known" -> known(asked);
      case "orders-known" -> orders("count(*)", asked, true);
      case "gross-known" -> orders("coalesce(sum(home_gross), 0)", asked, true);
      case "net-known" -> orders("coalesce(sum(home_net), 0)", asked, true);
      case "refunded" -> orders("coalesce(sum(home_refunded), 0)", asked, true);
      case "returned" -> orders("coalesce(sum(home_refunded + home_cancelled), 0)", asked, true);
      case "share-regulars" ->
          orders("sum(home_net) filter (where ordinal > 1) / sum(home_net)", asked, true);
      case "orders-guest" -> orders("count(*)", asked, false);
      case "gross-guest" -> orders("coalesce(sum(home_gross), 0)", asked, false);
      default -> null;
    };
  }

  /** What a figure of one person adds up. */
  public enum OfPerson {
    ORDERS("count(*)"),
    ORDERED("coalesce(sum(home_gross), 0)"),
    RETURNED("coalesce(sum(home_refunded + home_cancelled), 0)"),
    NET("coalesce(sum(home_net), 0)"),
    LAST_ORDER("max(placed_at)");

    private final String sum;

    OfPerson(String sum) {
      this.sum = sum;
    }

    public String query(String customer) {
      return """
      select %s
      from orders
      where customer_id = %s\
      """
          .formatted(sum, text(customer));
    }
  }

  /** The middle of the intervals between someone's latest order days. */
  public static String rhythm(String customer) {
    return """
    select median(days)
    from (select day - lag(day) over (order by day) as days
          from (select distinct day from orders where customer_id = %s
                order by day desc limit %d))\
    """
        .formatted(text(customer), Rhythm.DAYS);
  }

  private static String known(Definition asked) {
    if (asked.store() != null) {
      return orders("count(distinct customer_id)", asked, true)
          + "\n  and customer_id <> "
          + ERASED;
    }
    return """
    select count(distinct customer_id)
    from identifiers
    where type = 'userId' and first_seen < %s\
    """
        .formatted(time(asked.until()));
  }

  private static String orders(String sum, Definition asked, boolean known) {
    boolean share = asked.basis() == Basis.SHARE;
    // A share is of a period past, and who was known is asked as of now.
    String who = share ? "" : " and first_seen < " + time(asked.until());
    List<String> conditions = new ArrayList<>();
    conditions.add(
        """
        %scoalesce(was_known, customer_id in
              (select customer_id from identifiers where type = 'userId'%s))\
        """
            .formatted(known ? "" : "not ", who));
    conditions.add("placed_at < " + time(asked.until()));
    if (asked.from() != null) {
      conditions.add("placed_at >= " + time(asked.from()));
    }
    if (asked.store() != null) {
      conditions.add("store = " + text(asked.store()));
    }
    return """
    select %s
    from orders%s
    where %s\
    """
        .formatted(
            sum,
            share ? "\njoin order_ordinals using (customer_id, store, order_id)" : "",
            String.join("\n  and ", conditions));
  }

  private static String time(Instant at) {
    return "timestamptz " + text(at.toString());
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
