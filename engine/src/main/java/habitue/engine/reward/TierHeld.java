package habitue.engine.reward;

import habitue.model.Fields;
import habitue.playbook.plan.Programme.By;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tier someone is in, until it is decided anew.
 *
 * @param name of the tier
 * @param since when it was reached
 * @param until when it is decided anew; null for never: nobody falls below the lowest
 * @param reached what it took then, whatever the ladder says later; null where it was not earned,
 *     or nobody noted it
 */
public record TierHeld(
    String name, Instant since, @Nullable Instant until, @Nullable Reached reached) {

  /** One that was not earned. */
  public TierHeld(String name, Instant since, @Nullable Instant until) {
    this(name, since, until, null);
  }

  /**
   * What a tier took.
   *
   * @param from so many points, or so much money
   * @param after what counted, up to when it was reached
   */
  public record Reached(By by, long from, Instant after) {
    private static final String BY = "by";
    private static final String FROM = "threshold";
    private static final String AFTER = "counted_after";

    Fields write(Fields to) {
      return to.with(BY, by.name()).with(FROM, from).with(AFTER, after.toString());
    }

    /** Null where it was not noted. */
    static @Nullable Reached read(Fields details) {
      String by = details.text(BY).orElse(null);
      String after = details.text(AFTER).orElse(null);
      long from = details.number(FROM).map(BigDecimal::longValue).orElse(0L);
      return by == null || after == null
          ? null
          : new Reached(By.valueOf(by), from, Instant.parse(after));
    }
  }

  TierHeld named(String other) {
    return name.equals(other) ? this : new TierHeld(other, since, until, reached);
  }

  TierHeld ending(@Nullable Instant end) {
    return new TierHeld(name, since, end, reached);
  }

  /** Whether it was given until an instant that is still to come. */
  public boolean promised(Instant now) {
    return until != null && now.isBefore(until);
  }
}
