package habitue.engine;

/** What is known of one entity: an immutable value, written in {@link Behaviour#parts} parts. */
public interface EntityState {}
