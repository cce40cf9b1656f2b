package habitue.warehouse.file;

import java.time.Duration;

/**
 * What the database may use.
 *
 * @param memory in DuckDB's notation, such as {@code 512MB}
 * @param threads of the database, besides ours
 * @param readers how many questions are answered at once
 * @param patience how long one question may take
 */
public record Limits(String memory, int threads, int readers, Duration patience) {
  public static final Limits USUAL = new Limits("512MB", 2, 4, Duration.ofSeconds(10));

  public Limits {
    if (threads < 1 || readers < 1 || patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("limits are at least one");
    }
  }
}
