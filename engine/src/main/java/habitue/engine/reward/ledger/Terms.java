package habitue.engine.reward.ledger;

import habitue.model.Strand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a lot was granted on.
 *
 * @param strand whose it is, should the customer be split
 * @param rule of the programme, or who granted it
 * @param about the order it belongs to; empty for none
 * @param earnedAt when what it was granted for happened
 * @param activeAt from when it may be spent; null until something says so
 * @param expiresAt from when it may not any more; null for never
 * @param warnAt when it is told that it will expire; null for not
 * @param budget what it draws on, as {@link habitue.playbook.plan.Programme#purse} names it; empty
 *     for none
 */
public record Terms(
    Strand strand,
    String rule,
    String about,
    Instant earnedAt,
    @Nullable Instant activeAt,
    @Nullable Instant expiresAt,
    @Nullable Instant warnAt,
    String budget) {

  /** Drawing on no budget. */
  public Terms(
      Strand strand,
      String rule,
      String about,
      Instant earnedAt,
      @Nullable Instant activeAt,
      @Nullable Instant expiresAt,
      @Nullable Instant warnAt) {
    this(strand, rule, about, earnedAt, activeAt, expiresAt, warnAt, "");
  }

  public Terms activeFrom(Instant at) {
    return new Terms(strand, rule, about, earnedAt, at, expiresAt, warnAt, budget);
  }

  /** Whether it is not over by now, and ends before an instant. */
  boolean endsBetween(Instant now, Instant until) {
    return expiresAt != null && expiresAt.isAfter(now) && expiresAt.isBefore(until);
  }

  Terms lasting(Lasting longer) {
    return new Terms(
        strand, rule, about, earnedAt, activeAt, longer.until(), longer.warn(), budget);
  }

  boolean activeBy(Instant now) {
    return activeAt != null && !activeAt.isAfter(now);
  }

  boolean expiredBy(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now);
  }

  /**
   * How long points live by what someone did.
   *
   * @param activity when they did it
   * @param until when the points expire
   * @param warn when it is told that they will; null for not
   */
  public record Lasting(Instant activity, Instant until, @Nullable Instant warn) {}
}
