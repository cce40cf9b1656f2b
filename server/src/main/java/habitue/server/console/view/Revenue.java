package habitue.server.console.view;

import habitue.model.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Revenue by month, and who brings it.
 *
 * @param months oldest first
 * @param historyStart the first day with data where it lies in the period: before it nobody could
 *     be seen buying, so the first orders after it are overstated
 */
public record Revenue(List<Month> months, @Nullable LocalDate historyStart) {
  public Revenue {
    months = List.copyOf(months);
  }

  /**
   * @param from the first day counted: the first of the month, later where history starts in it
   * @param through the last day counted: the month's last, earlier while it is not over
   * @param regulars orders of people who had ordered before
   * @param firstOrders first orders of known people
   * @param guests orders of nobody known
   */
  public record Month(
      LocalDate from, LocalDate through, Money regulars, Money firstOrders, Money guests) {

    public boolean startsLate() {
      return from.getDayOfMonth() > 1;
    }

    public boolean soFar() {
      return through.getDayOfMonth() < through.lengthOfMonth();
    }

    public Money total() {
      return regulars.plus(firstOrders).plus(guests);
    }
  }
}
