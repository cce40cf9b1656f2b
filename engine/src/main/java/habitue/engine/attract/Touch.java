package habitue.engine.attract;

import org.jspecify.annotations.Nullable;

/**
 * What brought a visit.
 *
 * @param source such as {@code google}, {@code newsletter}; {@code direct} when nothing says
 * @param medium such as {@code cpc}, {@code email}, {@code organic}, {@code social}, {@code
 *     referral}; {@code none} when direct
 * @param referrer the host of the page before, without {@code www.}
 * @param landing path of the first page, or name of the first screen
 */
public record Touch(
    String source,
    String medium,
    @Nullable String campaign,
    @Nullable String term,
    @Nullable String content,
    @Nullable String referrer,
    @Nullable String landing) {
  static final String DIRECT = "direct";

  public boolean direct() {
    return source.equals(DIRECT);
  }
}
