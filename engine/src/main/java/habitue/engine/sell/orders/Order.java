package habitue.engine.sell.orders;

import habitue.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as a document.
 *
 * @param day the day it was placed, in the brand's zone
 * @param lines its lines, or none once they are no longer kept
 * @param lineCount how many lines it has, kept or not
 * @param changes what updates changed, the last {@link #CHANGES}
 * @param rate what one unit of its currency was worth in the brand's on its day; null without one
 * @param sums its goods in its own currency
 * @param home its goods in the brand's currency; null without a rate
 * @param deliveredAt when a trusted source said that it was delivered; null before
 */
public record Order(
    OrderKey key,
    Instant placedAt,
    LocalDate day,
    Version version,
    Bill bill,
    List<Line> lines,
    int lineCount,
    Returns returns,
    List<Change> changes,
    @Nullable BigDecimal rate,
    Sums sums,
    @Nullable Sums home,
    @Nullable Instant deliveredAt) {
  /** The most changes kept. */
  public static final int CHANGES = 16;

  public Order {
    lines = List.copyOf(lines);
    changes = List.copyOf(changes);
  }

  /**
   * Whether it came back, or was called off, as a whole; one that was paid for whole by a code is
   * worth nothing, and is not.
   */
  public boolean undone() {
    return status() != Status.PLACED && sums.net().minor() <= 0;
  }

  /** Whether all its lines are here; older ones are read from the journal. */
  public boolean linesKept() {
    return lines.size() == lineCount;
  }

  public Status status() {
    if (returns.cancelledAt() != null && sums.refunded().isZero()) {
      return Status.CANCELLED;
    }
    if (sums.refunded().isZero()) {
      return Status.PLACED;
    }
    return sums.net().isZero() ? Status.REFUNDED : Status.PARTLY_REFUNDED;
  }

  /** The order by its sums alone, for the long shelf. */
  Order withoutLines() {
    if (lines.isEmpty() && returns.repayments().isEmpty()) {
      return this;
    }
    return new Order(
        key,
        placedAt,
        day,
        version,
        bill,
        List.of(),
        lineCount,
        returns.dropping(lines, sums.refunded()),
        changes,
        rate,
        sums,
        home,
        deliveredAt);
  }

  Money gross() {
    return bill.gross();
  }

  /**
   * What an update changed.
   *
   * @param difference the new gross less the old
   */
  public record Change(Instant at, long position, Money difference) {}

  /** Where an order stands, by its goods. */
  public enum Status {
    PLACED("placed"),
    PARTLY_REFUNDED("partly-refunded"),
    REFUNDED("refunded"),
    CANCELLED("cancelled");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }

    static Status named(String wireName) {
      return Arrays.stream(values())
          .filter(status -> status.wireName.equals(wireName))
          .findFirst()
          .orElse(PLACED);
    }
  }
}
