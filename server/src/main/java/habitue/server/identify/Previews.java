package habitue.server.identify;

import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Reach;
import habitue.model.CustomerId;
import habitue.playbook.Playbook;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Condition;
import habitue.playbook.trust.Channel;
import habitue.store.Store;
import habitue.store.Survey;
import habitue.store.feed.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/**
 * Whom a condition would take, before it is a segment. Where it asks only for what is gathered of
 * everyone already, people are asked as they are; otherwise each is folded anew by it, which takes
 * longer.
 */
@Component
public final class Previews {
  /** How long an estimate may take. */
  public static final Duration ESTIMATE = Duration.ofMillis(250);

  /** How long an exact answer may take. */
  public static final Duration EXACT = Duration.ofSeconds(9);

  private static final int SAMPLE = 12;

  private final Store store;
  private final InstantSource clock;

  public Previews(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * @param count how many it takes
   * @param between where the true count lies, in 95 of 100 estimates
   * @param reachable how many of them marketing reaches by one channel at least
   * @param sample some of them
   * @param exact whether everyone was asked; otherwise the counts are estimates
   * @param looked how many were asked
   * @param share of all customers who were asked
   * @param gathered whether all that it asks for is gathered of everyone already
   */
  public record Preview(
      long count,
      Survey.Between between,
      long reachable,
      List<CustomerId> sample,
      boolean exact,
      long looked,
      double share,
      boolean gathered) {}

  /** Compiles the playbook in force with a condition as its last segment. */
  public Playbook.Reading trying(String when) {
    return Playbook.trying(store.context().playbook().files(), when);
  }

  /** The same; refused with every mistake in the condition. */
  public Playbook checked(String when) {
    return Playbooks.good(trying(when));
  }

  /**
   * @param tried the playbook in force with the condition as its last segment
   */
  public Preview preview(Playbook tried, Duration atMost) {
    Context inForce = store.context();
    Context trying = inForce.with(tried);
    Plan.Segment segment = trying.playbook().plan().segments().getLast();
    boolean gathered =
        trying.playbook().plan().folds().size() == inForce.playbook().plan().folds().size();
    Instant now = clock.instant();
    var count = new LongAdder();
    var reachable = new LongAdder();
    Queue<CustomerId> sample = new ConcurrentLinkedQueue<>();
    Survey.Seen seen =
        Survey.of(
            store.reader(),
            atMost,
            CustomerState.read(gathered ? segment.when() : Condition.NEVER),
            person -> {
              if (takes(person, trying, segment, gathered, now)) {
                count.increment();
                if (reachable(person)) {
                  reachable.increment();
                }
                if (sample.size() < SAMPLE) {
                  sample.add(person.id());
                }
              }
            });
    return new Preview(
        seen.of(count.sum()),
        seen.around(count.sum()),
        seen.of(reachable.sum()),
        sample.stream().limit(SAMPLE).toList(),
        seen.all(),
        seen.people(),
        seen.share(),
        gathered);
  }

  private boolean takes(
      Person person, Context trying, Plan.Segment segment, boolean gathered, Instant now) {
    return gathered
        ? person.state().holds(trying, segment, now)
        : store.reader().under(trying, person).state().holds(trying, segment, now);
  }

  boolean reachable(Person person) {
    return Arrays.stream(Channel.values())
        .anyMatch(channel ->
            Reach.of(
                    person.state().reach(),
                    store.context().playbook().purposes(),
                    store.suppressions(),
                    channel,
                    Consents.MARKETING)
                .reachable());
  }
}
