package habitue.warehouse.next;

import habitue.model.CustomerId;
import habitue.playbook.Playbook;
import habitue.warehouse.file.Readers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the orders in the tables and keeps what it learnt in memory. Of a large shop a part
 * is read, drawn by a hash of customers' ids, so that memory and time stay the same however large
 * it grows; slice by slice, so that no question to the tables takes long.
 */
public final class LearntOrders {
  private static final int CUSTOMERS = 100_000;
  private static final int SLICE = 10_000;
  private static final Duration OLD = Duration.ofDays(2);

  private final Readers readers;
  private final Supplier<Playbook> playbook;
  private final int most;
  private final int slice;
  // Learning takes a processor for seconds: once at a time.
  private final ReentrantLock learning = new ReentrantLock();
  private volatile @Nullable Learnt learnt;

  public LearntOrders(Readers readers, Supplier<Playbook> playbook) {
    this(readers, playbook, CUSTOMERS, SLICE);
  }

  /**
   * @param most customers that are learnt from, about
   * @param slice how many of them one question reads, about
   */
  LearntOrders(Readers readers, Supplier<Playbook> playbook, int most, int slice) {
    this.readers = readers;
    this.playbook = playbook;
    this.most = most;
    this.slice = slice;
  }

  /** What was learnt last; empty before the first time. */
  public Optional<Learnt> last() {
    return Optional.ofNullable(learnt);
  }

  /** What was learnt in the last two days; learns where that was not. */
  public Learnt at(Instant now) {
    Learnt known = learnt;
    if (known != null && known.at().plus(OLD).isAfter(now)) {
      return known;
    }
    learning.lock();
    try {
      known = learnt;
      return known != null && known.at().plus(OLD).isAfter(now) ? known : learn(now);
    } finally {
      learning.unlock();
    }
  }

  /** Learns anew from the tables as they are. */
  public Learnt learn(Instant now) {
    learning.lock();
    try {
      var names = new Names(harmless());
      var pasts = new Pasts(names);
      long people = readers.read(Bought::people);
      int slices = (int) Math.max(1, (people + slice - 1) / slice);
      int read = Math.min(slices, Math.max(1, most / slice));
      IntStream.range(0, read)
          .forEach(each ->
              readers.read(sql -> {
                Bought.each(sql, slices, each, pasts::add);
                return 0;
              }));
      Learnt fresh = Learnt.of(now, names, pasts.all());
      learnt = fresh;
      return fresh;
    } finally {
      learning.unlock();
    }
  }

  private Predicate<String> harmless() {
    var sensitive = playbook.get().sensitive();
    return text -> sensitive.allows(text, 0);
  }

  /**
   * What someone will likely order next.
   *
   * @param from from when on their orders may be read for this
   * @param heldBack categories, products and names that say nothing of them, such as of presents
   * @param so much of each at most
   */
  public Next next(Learnt by, CustomerId customer, Instant from, Set<String> heldBack, int so) {
    Predicate<String> harmless = harmless();
    List<Bought> lines =
        readers.read(sql -> Bought.of(sql, customer.toString(), from)).stream()
            .filter(line -> line.tells(heldBack))
            .toList();
    Next next = by.next(lines, so);
    // What was learnt may be older than a word that was listed since.
    return new Next(
        next.categories().stream().filter(each -> told(harmless, each)).toList(),
        next.products().stream().filter(each -> told(harmless, each)).toList(),
        next.path().stream().allMatch(each -> told(harmless, each)) ? next.path() : List.of());
  }

  private static boolean told(Predicate<String> harmless, Likely likely) {
    return harmless.test(likely.key())
        && harmless.test(likely.name())
        && likely.because().stream().allMatch(each -> told(harmless, each));
  }

  private static boolean told(Predicate<String> harmless, Reason reason) {
    return switch (reason) {
      case Reason.Followed followed -> harmless.test(followed.after());
      case Reason.Together together -> harmless.test(together.with());
      case Reason.Repeated _, Reason.Popular _ -> true;
    };
  }
}
