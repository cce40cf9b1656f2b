package habitue.model;

/**
 * Whom an input is for. Each entity has one writer and lives in one of {@link Slots} for ever.
 * Customers are one kind; what people share (a code pool, a gift's stock) is another.
 */
public sealed interface EntityId permits CustomerId, SharedId {
  /** A number of its own among all entities; it places the entity in its slot. */
  long number();

  default int slot() {
    return Slots.of(number());
  }
}
