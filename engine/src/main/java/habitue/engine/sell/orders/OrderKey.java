package habitue.engine.sell.orders;

/** An order's name: its number counts within its store. */
public record OrderKey(String store, String id) {}
