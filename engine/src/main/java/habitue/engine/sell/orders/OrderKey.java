package habitue.engine.sell.orders;

import habitue.engine.Happening;
import habitue.engine.Texts;
import java.util.Optional;

/** An order's name: its number counts within its store. */
public record OrderKey(String store, String id) {
  private static final int RADIX = 36;

  /** The order that an event says it is about; empty where it names none. */
  public static Optional<OrderKey> named(Happening happening) {
    String id = Texts.first(happening.event().properties(), Texts.KEY, "order_id", "orderId");
    return Optional.ofNullable(id).map(said -> new OrderKey(happening.store(), said));
  }

  /** The same; one that is placed without a number has that of its record. */
  public static OrderKey of(Happening happening) {
    return named(happening)
        .orElseGet(() -> {
          String id = "@" + Long.toString(happening.position(), RADIX);
          return new OrderKey(happening.store(), id);
        });
  }

  /** Many orders are told apart by their numbers, and few by their stores. */
  @Override
  public boolean equals(Object other) {
    return other instanceof OrderKey key
        && id.hashCode() == key.id.hashCode()
        && id.equals(key.id)
        && store.equals(key.store);
  }

  @Override
  public int hashCode() {
    return id.hashCode() * 31 + store.hashCode();
  }

  /** What stands for it where there is no room for keys. */
  public long hash() {
    return Texts.hash(store + '\n' + id);
  }
}
