package habitue.server.loyalty;

import habitue.engine.reward.Given;
import habitue.engine.reward.RewardFacts;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.server.privacy.Consenting;
import habitue.server.wire.Later;
import habitue.store.Store;
import habitue.store.door.Receipt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/*
 * What was decided stands in a customer's commitments, with who decided it: so the sum is right after
 * a stop, and of people who were joined. What was taken in and is not decided yet is remembered here
 * until it is.
 */

/** How many points somebody gave and took by hand, of one customer and in a day. */
final class HandSums {
  static final Duration DAY = Duration.ofHours(24);

  private final Store store;
  private final Consenting commands;
  private final List<Coming> coming = new ArrayList<>();

  HandSums(Store store, Consenting commands) {
    this.store = store;
    this.commands = commands;
  }

  /** Taken in, and not decided yet. */
  private record Coming(
      CustomerId customer, String author, long position, long points, Instant at) {}

  /** Remembers what is decided later. */
  synchronized void taken(Receipt.Accepted accepted, String author, long points, Instant now) {
    if (Later.is(accepted) && accepted.entity() instanceof CustomerId customer) {
      coming.add(new Coming(customer, author, accepted.position(), Math.abs(points), now));
    }
  }

  /**
   * Of what somebody decided on alone, or allowed, in the last {@link #DAY}.
   *
   * @param now up to when
   */
  long of(CustomerId customer, String name, Instant now) {
    Instant from = now.minus(DAY);
    var decided = new HashSet<Long>();
    long sum = 0;
    for (Commitment made : store.reader().commitments(customer)) {
      if (made.now().isAfter(from) && byHand(made)) {
        decided.add(made.because().position());
        sum += decider(made).equals(name) ? points(made) : 0;
      }
    }
    return sum + coming(customer, name, from, decided);
  }

  private synchronized long coming(
      CustomerId customer, String name, Instant from, Set<Long> decided) {
    coming.removeIf(each -> !each.at().isAfter(from) || decided.contains(each.position()));
    return coming.stream()
        .filter(each -> each.author().equals(name))
        .filter(each -> store.reader().resolve(each.customer()).stream().anyMatch(customer::equals))
        .mapToLong(Coming::points)
        .sum();
  }

  /** Whether what is asked was done before, under the same key. */
  boolean done(CustomerId customer, String once) {
    return store.reader().commitments(customer).stream()
        .filter(HandSums::byHand)
        .flatMap(made -> commands.asked(made.entity(), made.because().position()).stream())
        .map(Body.Asked::idempotencyKey)
        .anyMatch(once::equals);
  }

  private static boolean byHand(Commitment made) {
    return made.because().rule().endsWith("." + Given.BY_HAND);
  }

  /** Whoever allowed it answers for it; without one, who asked. */
  private static String decider(Commitment made) {
    var words = made.because().words();
    return words.text("approver").or(() -> words.text("author")).orElse("");
  }

  /** Given or taken: what time does beside it does not count. */
  private static long points(Commitment made) {
    return RewardFacts.of(made).stream().filter(HandSums::moved).mapToLong(HandSums::told).sum();
  }

  private static boolean moved(Fact fact) {
    return fact.name().equals(RewardFacts.GRANTED) || fact.name().equals(RewardFacts.REVERSED);
  }

  private static long told(Fact fact) {
    return fact.details().number("points").map(BigDecimal::longValue).orElse(0L);
  }
}
