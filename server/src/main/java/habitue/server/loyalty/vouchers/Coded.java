package habitue.server.loyalty.vouchers;

import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Reward;
import habitue.store.PublishedPlaybook;
import habitue.store.PublishedPlaybook.Version;
import habitue.store.Store;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * A code says neither its programme nor its reward, so it is held against all that have codes. What
 * was handed out is good whatever the playbook says by now: every version that was published is
 * looked through, each once, and only for a code that none in force explains.
 */

/** The rewards that have codes, or had some. */
final class Coded {
  private final Store store;
  private final Map<Integer, Then> read = new ConcurrentHashMap<>();

  Coded(Store store) {
    this.store = store;
  }

  /**
   * A reward with codes.
   *
   * @param prefix how they begin
   * @param off what one takes off an order; null for no amount
   */
  record Kind(String programme, String reward, String prefix, @Nullable BigDecimal off) {}

  /**
   * By a version of the playbook.
   *
   * @param from when it was published; null where that is not known
   */
  private record Then(@Nullable Instant from, List<String> programmes, List<Kind> kinds) {
    static Then of(@Nullable Instant from, Plan plan) {
      List<Programme> all = plan.programmes();
      return new Then(
          from,
          all.stream().map(Programme::name).toList(),
          all.stream().flatMap(Then::kinds).toList());
    }

    private static Stream<Kind> kinds(Programme programme) {
      return programme.rewards().stream().flatMap(reward -> kind(programme, reward).stream());
    }

    private static Optional<Kind> kind(Programme programme, Reward reward) {
      return Optional.ofNullable(reward.vouchers())
          .map(it -> new Kind(programme.name(), reward.named().name(), it.prefix(), reward.off()));
    }
  }

  /** That in force first, then those before it, the latest first. */
  private Stream<Then> versions() {
    Stream<Then> now = Stream.of(Then.of(null, store.context().playbook().plan()));
    int last = PublishedPlaybook.version(store.settings());
    Stream<Then> before =
        IntStream.rangeClosed(1, last)
            .mapToObj(back -> read.computeIfAbsent(last + 1 - back, this::version));
    return Stream.concat(now, before);
  }

  private Then version(int number) {
    Version version = PublishedPlaybook.version(store.settings(), number).orElse(null);
    return version == null
        ? new Then(null, List.of(), List.of())
        : version
            .compiled()
            .map(playbook -> Then.of(version.at(), playbook.plan()))
            .orElseGet(() -> new Then(version.at(), List.of(), List.of()));
  }

  /** As they come: whoever finds what they look for reads no further. */
  Stream<Kind> kinds() {
    return versions().flatMap(then -> then.kinds.stream());
  }

  /** All programmes there ever were. */
  Set<String> programmes() {
    var all = new LinkedHashSet<String>();
    versions().forEach(then -> all.addAll(then.programmes));
    return all;
  }

  /** How codes of a reward began that were handed out at an instant. */
  Optional<String> prefix(String programme, String reward, Instant at) {
    return versions()
        .filter(then -> then.from != null && !then.from.isAfter(at))
        .flatMap(then -> then.kinds.stream())
        .filter(kind -> kind.programme.equals(programme) && kind.reward.equals(reward))
        .findFirst()
        .or(() -> kind(programme, reward))
        .map(Kind::prefix);
  }

  /** As it was last. */
  Optional<Kind> kind(String programme, String reward) {
    return kinds()
        .filter(kind -> kind.programme.equals(programme) && kind.reward.equals(reward))
        .findFirst();
  }
}
