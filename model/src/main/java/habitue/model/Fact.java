package habitue.model;

import java.time.Instant;

/**
 * A derivation: something the engine concluded about a customer. Stated anew by every refold.
 *
 * @param name in the past tense, as people read it: {@code Visit Started}, {@code Order Placed}
 * @param at when it became true
 * @param statedAt when it could be known; later than {@code at} for a late event
 */
public record Fact(String name, Instant at, Instant statedAt, Fields details, Because because) {}
