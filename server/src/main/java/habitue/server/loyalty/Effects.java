package habitue.server.loyalty;

import habitue.warehouse.proof.Effect;
import habitue.warehouse.proof.Effect.Group;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a programme, over a period, and around the day its members joined.
 *
 * @param lift what it brought about, where some are held out of it
 * @param currency the brand's
 */
public record Effects(Effect.Period period, Effect.Joining joining, Lift lift, String currency) {

  /**
   * A group's part in what everyone ordered.
   *
   * @param name in the playbook; empty for members without a tier
   * @param ofOrders null where there were none
   */
  public record Part(
      String name, Habit habit, @Nullable BigDecimal ofOrders, @Nullable BigDecimal ofNet) {}

  private long days() {
    return ChronoUnit.DAYS.between(period.from(), period.to());
  }

  private Habit inPeriod(Group group) {
    return new Habit(group, days(), currency);
  }

  /** All that was ordered. */
  public Habit whole() {
    return inPeriod(period.whole());
  }

  public List<Part> tiers() {
    return parts(period.tiers());
  }

  public List<Part> segments() {
    return parts(period.segments());
  }

  private List<Part> parts(List<Effect.Named> groups) {
    Group whole = period.whole();
    return groups.stream()
        .map(each ->
            new Part(
                each.name(),
                inPeriod(each.group()),
                Habit.part(
                    BigDecimal.valueOf(each.group().orders()), BigDecimal.valueOf(whole.orders())),
                Habit.part(each.group().net(), whole.net())))
        .toList();
  }

  public Habit members() {
    return inPeriod(period.members());
  }

  public Habit others() {
    return inPeriod(period.others());
  }

  public Habit before() {
    return new Habit(joining.before(), Effect.WINDOW, currency);
  }

  public Habit after() {
    return new Habit(joining.after(), Effect.WINDOW, currency);
  }

  /** By each whose visits are known. */
  public @Nullable BigDecimal visitsBefore() {
    return Habit.perMonth(joining.visitsBefore(), joining.visitors(), Effect.WINDOW);
  }

  public @Nullable BigDecimal visitsAfter() {
    return Habit.perMonth(joining.visitsAfter(), joining.visitors(), Effect.WINDOW);
  }
}
