package habitue.store.work;

import habitue.engine.customer.Keeping;
import habitue.model.Body;
import habitue.model.Fact;
import habitue.model.JournalRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches a fold go by and notes what the entity was at an instant, which records up to there are
 * kept no more, and what those that are kept stated.
 */
final class Cut<S> {
  private final Instant at;
  private final Predicate<JournalRecord> expires;
  private final List<JournalRecord> expired = new ArrayList<>();
  private final List<Fact> stated = new ArrayList<>();
  private List<Fact> again = List.of();
  private boolean covered;
  private boolean noted;
  private @Nullable S state;
  private @Nullable Instant wake;

  Cut(Instant at, Predicate<JournalRecord> expires) {
    this.at = at;
    this.expires = expires;
  }

  Instant at() {
    return at;
  }

  /** Whether the fold is not that far yet. */
  boolean pending() {
    return !noted;
  }

  /** A record that an opening covers already. */
  void covered(JournalRecord record) {
    covered = true;
    look(record);
  }

  /**
   * A record that no opening covers yet.
   *
   * @param folded what it states whenever it is folded again
   */
  void sees(JournalRecord record, Supplier<List<Fact>> folded) {
    covered = false;
    look(record);
    again = noted ? List.of() : folded.get();
  }

  private void look(JournalRecord record) {
    if (!noted && !record.stamp().now().isAfter(at) && expires.test(record)) {
      expired.add(record);
    }
  }

  /** What a timer stated goes with what set it. */
  void told(Fact fact) {
    boolean caused = fact.because().position() != 0 && Keeping.lasts(fact);
    if (!noted && !covered && caused && !again.contains(fact)) {
      stated.add(fact);
    }
  }

  void note(S atTheCut, @Nullable Instant nextWake) {
    state = atTheCut;
    wake = nextWake;
    noted = true;
  }

  S state() {
    return Objects.requireNonNull(state, "a fold goes by first");
  }

  @Nullable Instant wake() {
    return wake;
  }

  List<JournalRecord> expired() {
    return expired;
  }

  /** The events among them. */
  List<Long> events() {
    return expired.stream()
        .filter(record -> record.body() instanceof Body.Happened)
        .map(record -> record.stamp().position())
        .toList();
  }

  /** What kept records stated, but for what folding them again states. */
  List<Fact> facts() {
    Set<Long> gone =
        expired.stream().map(record -> record.stamp().position()).collect(Collectors.toSet());
    return stated.stream().filter(fact -> !gone.contains(fact.because().position())).toList();
  }
}
