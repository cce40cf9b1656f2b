package habitue.warehouse.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a figure means, for the page to say in words.
 *
 * @param figure its name in the glossary, such as {@code orders-known}
 * @param from the beginning of its period; null for all of the past
 * @param until the end of its period, which is also as of when it is told
 * @param store only this store; null for all
 * @param currency what amounts are in
 */
public record Definition(
    String figure,
    Basis basis,
    @Nullable Instant from,
    Instant until,
    @Nullable String store,
    String currency) {
  /** The same of another figure. */
  public Definition as(String other) {
    return new Definition(other, basis, from, until, store, currency);
  }
}
