package habitue.simulation.runtime;

import habitue.engine.Behaviour;
import habitue.engine.Binding;
import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.Input;
import habitue.engine.Send;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.JournalRecord;
import habitue.model.Mode;
import habitue.model.Strand;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One entity with a mailbox and everything it knows: its own copy of its records and of what was
 * committed to it. It hears of others only by letters.
 */
final class Resident<S extends EntityState> {
  private final Behaviour<S> behaviour;
  private final Context context;
  private final EntityId id;
  private final Post post;
  private final List<JournalRecord> log = new ArrayList<>();
  private final List<Commitment> book = new ArrayList<>();
  private final Set<Strand> strands = new TreeSet<>(Comparator.comparingLong(Strand::number));
  private final Deque<Letter> parked = new ArrayDeque<>();
  private final Map<Long, Letter.Parcel> early = new HashMap<>();
  private S state;
  private @Nullable Instant wake;
  private @Nullable JournalRecord awaited;
  private long position;
  private boolean living;

  /** What comes into a mailbox. */
  sealed interface Letter {
    /**
     * @param left what is still there of whoever lives on after another's erasure
     */
    record Filed(JournalRecord record, List<JournalRecord> left) implements Letter {}

    /** Someone's past, given by a decision at the taker's position. */
    record Parcel(long position, List<JournalRecord> records, List<Commitment> commitments)
        implements Letter {}

    /** It is now so late. */
    record Late(Instant time) implements Letter {}
  }

  /** Where letters to others leave. */
  interface Post {
    void parcel(EntityId from, EntityId to, Letter.Parcel parcel);

    void send(EntityId from, Send send);

    void committed(Commitment commitment);
  }

  Resident(Behaviour<S> behaviour, Context context, EntityId id, Post post) {
    this.behaviour = behaviour;
    this.context = context;
    this.id = id;
    this.post = post;
    this.state = behaviour.initial(id);
  }

  boolean living() {
    return living;
  }

  List<String> parts() {
    return StraightFold.parts(behaviour, state);
  }

  @Nullable Instant wake() {
    return wake;
  }

  void open(Letter letter) {
    switch (letter) {
      case Letter.Parcel parcel -> take(parcel);
      case Letter.Filed(JournalRecord record, var left)
          when record.body() instanceof Body.Forgotten forgotten -> {
        // Whom they wait for may be gone: what is left of them comes with the word.
        parked.clear();
        awaited = null;
        forget(record, forgotten, left);
      }
      case Letter.Filed filed -> parked.add(filed);
      case Letter.Late late -> parked.add(late);
    }
    while (awaited == null && !parked.isEmpty()) {
      switch (parked.remove()) {
        case Letter.Filed(JournalRecord record, var _) -> live(record);
        case Letter.Late(Instant time) -> wakeUntil(time);
        case Letter.Parcel parcel -> take(parcel);
      }
    }
  }

  private void take(Letter.Parcel parcel) {
    JournalRecord decision = awaited;
    if (decision == null || decision.stamp().position() != parcel.position()) {
      early.put(parcel.position(), parcel);
      return;
    }
    // Some of it may have come already, with word of an erasure.
    parcel.records().stream().filter(each -> !log.contains(each)).forEach(log::add);
    book.addAll(parcel.commitments());
    awaited = null;
    refold(decision.stamp().recordedAt());
  }

  private void live(JournalRecord record) {
    if (record.body() instanceof Body.Delivered delivered
        && delivered.name().equals("Handed Over")) {
      // The store's word that a past may be read; here the past itself comes, in a parcel. The
      // strand it is filed under may have passed on since.
      if (strands.contains(record.stamp().strand())) {
        keep(record);
      }
      return;
    }
    living = true;
    wakeUntil(record.stamp().recordedAt());
    position = record.stamp().position();
    keep(record);
    if (record.body() instanceof Body.Regrouped regrouped) {
      regroup(record, regrouped);
    } else if (record.stamp().mode() == Mode.HISTORY) {
      refold(record.stamp().recordedAt());
    } else {
      step(new Input.Recorded(record));
    }
  }

  /** Gone, or folded anew without what it once had of whoever is gone. */
  private void forget(JournalRecord record, Body.Forgotten forgotten, List<JournalRecord> left) {
    if (left.isEmpty()) {
      end();
      return;
    }
    strands.clear();
    strands.addAll(forgotten.left());
    living = true;
    log.clear();
    log.addAll(left);
    book.removeIf(each -> !strands.contains(each.strand()));
    refold(record.stamp().recordedAt());
  }

  private void end() {
    living = false;
    log.clear();
    book.clear();
    strands.clear();
    state = behaviour.initial(id);
    wake = null;
  }

  private void keep(JournalRecord record) {
    if (living) {
      log.add(record);
      strands.add(record.stamp().strand());
    }
  }

  private void regroup(JournalRecord record, Body.Regrouped regrouped) {
    if (id.equals(regrouped.taker())) {
      strands.addAll(regrouped.taking());
      awaited = record;
      Letter.Parcel parcel = early.remove(record.stamp().position());
      if (parcel != null) {
        take(parcel);
      }
      return;
    }
    Set<Strand> moved = Set.copyOf(regrouped.moved());
    post.parcel(
        id,
        regrouped.taker(),
        new Letter.Parcel(
            record.stamp().position() + 1,
            log.stream().filter(each -> moved.contains(each.stamp().strand())).toList(),
            book.stream().filter(each -> moved.contains(each.strand())).toList()));
    log.removeIf(each -> moved.contains(each.stamp().strand()));
    book.removeIf(each -> moved.contains(each.strand()));
    strands.removeAll(moved);
    if (regrouped.change() == Body.Change.JOIN || strands.isEmpty()) {
      end();
    } else {
      refold(record.stamp().recordedAt());
    }
  }

  private void refold(Instant time) {
    StraightFold<S> fold = StraightFold.of(behaviour, context, id, log, book, time);
    state = fold.state();
    wake = fold.wake();
  }

  private void wakeUntil(Instant time) {
    while (wake != null && !wake.isAfter(time)) {
      Instant due = wake;
      wake = null;
      step(new Input.Woke(due));
    }
  }

  private void step(Input input) {
    var place = new Binding.Place(id, strands, input, input.now(), position);
    Binding<S> bound = Binding.of(behaviour, context, state, place);
    state = bound.state();
    book.addAll(bound.commitments());
    bound.commitments().forEach(post::committed);
    bound.sends().forEach(send -> post.send(id, send));
    Instant wanted = bound.wakeAt(context, input.now());
    if (wanted != null && (wake == null || wanted.isBefore(wake))) {
      wake = wanted;
    }
    if (bound.step().refold()) {
      refold(input.now());
    }
  }
}
