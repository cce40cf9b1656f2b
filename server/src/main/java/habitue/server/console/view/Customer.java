package habitue.server.console.view;

import habitue.engine.standing.Stands;
import habitue.model.Money;
import habitue.server.identify.asked.Asked;
import habitue.server.identify.asked.NextStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one person.
 *
 * @param country as the client said it: a code or a name; or empty
 * @param firstSeen null before anything came from them, as after a separation
 * @param asOf the last instant this memory has seen
 * @param condition whether the memory is whole at the moment
 * @param totals null before the first order
 * @param orders newest first, all that are kept
 * @param visits newest first
 * @param stands where they stand by what the brand wrote down
 * @param held what holds of all that the condition of their stage asks, as it is written
 * @param asked what waits for their answer
 */
public record Customer(
    PersonRef person,
    String country,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    @Nullable Instant lastContact,
    Instant asOf,
    Condition condition,
    @Nullable Totals totals,
    List<Order> orders,
    @Nullable Cart cart,
    List<Interest> interests,
    Identity identity,
    Reachable reach,
    long visitCount,
    List<Visit> visits,
    List<Suggestion> suggestions,
    Stands stands,
    List<String> held,
    List<Asked> asked) {
  public Customer {
    orders = List.copyOf(orders);
    interests = List.copyOf(interests);
    visits = List.copyOf(visits);
    suggestions = List.copyOf(suggestions);
    held = List.copyOf(held);
    asked = List.copyOf(asked);
  }

  /** What made them be in their stage. */
  public enum Because {
    /** They are silent for longer than their rhythm lets expect. */
    RHYTHM,
    /** How likely they are still a customer. */
    CHANCE,
    /** What the condition says. */
    CONDITION
  }

  /** What it was of all that holds; a rhythm says more than a chance, and both more than a rule. */
  public Because because() {
    boolean rhythm = held.stream().anyMatch(each -> each.contains("customer.orders.interval"));
    if (rhythm && totals != null && totals.medianDays() != null) {
      return Because.RHYTHM;
    }
    boolean chance = held.stream().anyMatch(each -> each.contains("customer.alive"));
    return chance && stands.forecast() != null ? Because.CHANCE : Because.CONDITION;
  }

  /** Whole days since the last order; 0 before there is one. */
  public long silentDays() {
    return totals == null ? 0 : Math.max(0, Duration.between(totals.last(), asOf).toDays());
  }

  /** What is best done next for them, by the playbook; null where it says nothing. */
  public @Nullable NextStep next() {
    return NextStep.of(stands, asked).orElse(null);
  }

  public enum Condition {
    WELL,
    REFOLDING,
    HALTED
  }

  /**
   * All orders ever, in the brand's currency.
   *
   * @param regularSince the second order's time; null after one order
   * @param medianDays the median of days between order days; null before there is one
   * @param refunded given back or called off, of known orders
   * @param unmatched given back without naming a known order, so subtracted from nothing
   * @param unrated orders whose amount is not in the sums, for want of a rate
   * @param others what was ordered in other currencies, as said
   */
  public record Totals(
      long orders,
      Money ordered,
      Money refunded,
      Money net,
      Instant first,
      Instant last,
      @Nullable Instant regularSince,
      @Nullable Double medianDays,
      long unrated,
      List<Money> unmatched,
      List<Money> others) {
    public Totals {
      unmatched = List.copyOf(unmatched);
      others = List.copyOf(others);
    }
  }

  /**
   * @param checkout whether the checkout was begun
   */
  public record Cart(Instant since, boolean checkout, Money amount, List<String> products) {
    public Cart {
      products = List.copyOf(products);
    }
  }

  /**
   * @param kind {@code product} or {@code category}
   * @param strength its score now, after fading
   */
  public record Interest(
      String kind,
      String name,
      double strength,
      long views,
      long adds,
      long purchases,
      Instant last) {}

  /** A visit, and what brought it. Texts are as the client said them, or empty. */
  public record Visit(
      Instant at,
      long pages,
      String source,
      String medium,
      String campaign,
      String landing,
      String device) {}
}
