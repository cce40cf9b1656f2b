package habitue.warehouse.report;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The beginning of every question about orders as of an instant. */
final class Orders {
  /** The customers the shop knew by an instant: those with a user id. */
  static final String KNOWN =
      "select distinct customer_id from identifiers where type = 'userId' and first_seen < ?";

  /**
   * All orders placed by an instant, each with which one of its customer it is in all stores,
   * whether that customer is known, and whether it is of the store and time asked for.
   */
  static final String NUMBERED =
      """
      with known as (%s),
      numbered as (
        select o.customer_id, o.store, o.order_id, o.placed_at, o.day, o.home_gross,
          o.home_refunded, o.home_cancelled, o.home_net,
          coalesce(o.was_known, k.customer_id is not null) as known,
          (?::varchar is null or o.store = ?) and (?::date is null or o.day >= ?) as in_scope,
          case when o.was_first then 1 when not o.was_first then 2 else row_number() over
            (partition by o.customer_id order by o.placed_at, o.store, o.order_id) end as ordinal
        from orders o left join known k on k.customer_id = o.customer_id
        where o.placed_at < ?)
      """
          .formatted(KNOWN);

  private static final int FIRST = 6;

  private Orders() {}

  /** What {@link #NUMBERED} asks for, then what follows it asks for. */
  static @Nullable Object[] values(Scope scope, @Nullable Object... more) {
    @Nullable Object[] values = Arrays.copyOf(more, more.length + FIRST);
    System.arraycopy(more, 0, values, FIRST, more.length);
    values[0] = scope.asOf();
    values[1] = scope.store();
    values[2] = scope.store();
    values[3] = scope.from();
    values[4] = scope.from();
    values[5] = scope.asOf();
    return values;
  }
}
