package habitue.server.loyalty;

import habitue.engine.Context;
import habitue.engine.reward.Book;
import habitue.engine.reward.Member;
import habitue.engine.reward.Sums;
import habitue.engine.reward.ledger.Balances;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Spend;
import habitue.model.CustomerId;
import habitue.playbook.Playbook;
import habitue.playbook.plan.Programme;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.Survey;
import habitue.store.feed.Person;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Plays a draft of a programme over the past of people, changing nothing, beside what is: what it
 * would have issued, what would be outstanding, who would have more and who less. What people gave
 * for rewards is taken as given, and what they could not have given is counted. Every budget has
 * enough: people are played one by one, so that nobody knows who would have come too late.
 */
@Component
public final class Rehearsing {
  /** How long one may take before it says what it has seen so far. */
  public static final Duration LONGEST = Duration.ofSeconds(50);

  private final Store store;
  // Each takes every processor for seconds.
  private final Semaphore one = new Semaphore(1);

  public Rehearsing(Store store) {
    this.store = store;
  }

  /** Someone whose points would be others. */
  public record Moved(CustomerId customer, long before, long after) {
    long gain() {
      return after - before;
    }
  }

  /**
   * A budget, in one of its periods where it has some.
   *
   * @param purse its name, with the first day of the period
   * @param points how many there are by the draft
   * @param drawn how many would be out if there were enough
   */
  public record Drawn(String purse, long points, long drawn) {
    /** How many of them there are not. */
    public long beyond() {
      return Math.max(0, drawn - points);
    }
  }

  /**
   * @param before what is
   * @param after what would be
   * @param tiers their names, by rank
   * @param more how many would have more outstanding
   * @param fewer how many would have less
   * @param winners some who would gain most
   * @param losers some who would lose most
   * @param climbed who would be in another tier
   * @param uncovered redemptions that the draft's points would not have covered
   * @param budgets what would have been drawn of each
   * @param exact whether everyone's past was played; otherwise the sums are estimates
   */
  public record Rehearsal(
      Sums before,
      Sums after,
      List<String> tiers,
      Map<String, Long> tiersBefore,
      Map<String, Long> tiersAfter,
      long more,
      long fewer,
      long same,
      List<Moved> winners,
      List<Moved> losers,
      Climbing.Climbed climbed,
      long uncovered,
      long uncoveredPoints,
      List<Drawn> budgets,
      boolean exact,
      long looked,
      double share) {}

  public Rehearsal rehearse(Playbook draft, String programme, Duration atMost) {
    if (!one.tryAcquire()) {
      throw new RefusedRequest(Code.BUSY, "another rehearsal is under way");
    }
    try {
      Context candidate = store.context().with(draft).withAmpleBudgets();
      var climbing =
          new Climbing(ladder(store.context().playbook(), programme), ladder(draft, programme));
      var tally = new Tally(draft, programme, climbing);
      Survey.Seen seen =
          Survey.of(
              store.reader(),
              atMost,
              person ->
                  tally.add(
                      person, person.state().book(), store.reader().rehearsed(candidate, person)));
      return tally.rehearsal(seen);
    } finally {
      one.release();
    }
  }

  private static Programme.@Nullable Ladder ladder(Playbook playbook, String programme) {
    return playbook.plan().programme(programme).map(Programme::ladder).orElse(null);
  }

  private static String tier(@Nullable Member member) {
    return member == null || member.tier() == null ? "" : member.tier().name();
  }

  private static final class Side {
    private final Map<String, Long> tiers = new TreeMap<>();
    private Sums sums = Sums.NONE;

    long add(Member member) {
      Balances all = member.ledger().balances();
      sums = sums.plus(all);
      if (member.tier() != null) {
        tiers.merge(member.tier().name(), 1L, Long::sum);
      }
      return all.outstanding();
    }

    Sums sums(Survey.Seen seen) {
      return new Sums(
          seen.of(sums.issued()),
          seen.of(sums.reversed()),
          seen.of(sums.expired()),
          seen.of(sums.spent()),
          seen.of(sums.outstanding()));
    }

    Map<String, Long> tiers(Survey.Seen seen) {
      var counts = new TreeMap<String, Long>();
      tiers.forEach((tier, count) -> counts.put(tier, seen.of(count)));
      return counts;
    }
  }

  private static final class Tally {
    private static final Comparator<Moved> BY_GAIN = Comparator.comparingLong(Moved::gain);
    private static final Comparator<Moved> BY_NAME =
        Comparator.comparing(moved -> moved.customer().toString());

    private final Playbook draft;
    private final String programme;
    private final Climbing climbing;
    private final Map<String, Long> drawn = new TreeMap<>();
    private final Side before = new Side();
    private final Side after = new Side();
    private final Examples<Moved> winners =
        new Examples<>(BY_GAIN.reversed().thenComparing(BY_NAME));
    private final Examples<Moved> losers = new Examples<>(BY_GAIN.thenComparing(BY_NAME));
    private long more;
    private long fewer;
    private long same;
    private long uncovered;
    private long uncoveredPoints;

    Tally(Playbook draft, String programme, Climbing climbing) {
      this.climbing = climbing;
      this.draft = draft;
      this.programme = programme;
    }

    synchronized void add(Person person, Book is, Book wouldBe) {
      Member now = is.member(programme).orElse(null);
      Member then = wouldBe.member(programme).orElse(null);
      if (now == null && then == null) {
        return;
      }
      long had = now == null ? 0 : before.add(now);
      long has = then == null ? 0 : after.add(then);
      if (then != null) {
        then.ledger().lots().forEach(this::draw);
      }
      if (now != null) {
        uncovered(now, then);
      }
      climbing.add(person.id(), tier(now), tier(then));
      var moved = new Moved(person.id(), had, has);
      if (has > had) {
        more++;
        winners.add(moved);
      } else if (has < had) {
        fewer++;
        losers.add(moved);
      } else {
        same++;
      }
    }

    private void draw(Lot lot) {
      String budget = lot.terms().budget();
      if (!budget.isEmpty()) {
        drawn.merge(budget, lot.size() - lot.reversed(), Long::sum);
      }
    }

    private List<Drawn> budgets(Survey.Seen seen) {
      Programme played = draft.plan().programme(programme).orElse(null);
      return drawn.entrySet().stream()
          .map(each -> {
            String name = each.getKey().replaceFirst("/.*", "");
            long points =
                Optional.ofNullable(played)
                    .flatMap(it -> it.budget(name))
                    .map(Programme.Budget::points)
                    .orElse(0L);
            return new Drawn(each.getKey(), points, seen.of(each.getValue()));
          })
          .toList();
    }

    private void uncovered(Member now, @Nullable Member then) {
      Set<String> covered =
          then == null
              ? new HashSet<>()
              : then.ledger().spends().stream().map(Spend::id).collect(Collectors.toSet());
      for (Spend spend : now.ledger().spends()) {
        if (!spend.undone() && !covered.contains(spend.id())) {
          uncovered++;
          uncoveredPoints += spend.points();
        }
      }
    }

    synchronized Rehearsal rehearsal(Survey.Seen seen) {
      return new Rehearsal(
          before.sums(seen),
          after.sums(seen),
          climbing.tiers(),
          before.tiers(seen),
          after.tiers(seen),
          seen.of(more),
          seen.of(fewer),
          seen.of(same),
          winners.all(),
          losers.all(),
          climbing.climbed(seen),
          seen.of(uncovered),
          seen.of(uncoveredPoints),
          budgets(seen),
          seen.all(),
          seen.people(),
          seen.share());
    }
  }
}
