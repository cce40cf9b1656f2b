package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.model.EntityId;
import habitue.model.Packer;
import habitue.model.Strand;
import habitue.model.Unpacker;
import habitue.store.journal.EntityCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime itself keeps of an entity, beside the state.
 *
 * @param fingerprint of the engine and parameters the state was folded with
 * @param strands whose records make it up
 * @param wake when it is to be woken, as its timer says
 * @param awaited a hand-over under way: until it is in, inputs wait in the journal
 * @param undecided the first position whose records came late, so that nothing was decided on them
 *     yet; {@link Behaviour#DECIDED} where there is none
 * @param halted why nothing is folded into it any more; its inputs are parked in the journal
 */
record Frame(
    EntityId id,
    int fingerprint,
    List<Strand> strands,
    @Nullable Instant wake,
    @Nullable Wait awaited,
    long undecided,
    @Nullable Halt halted) {
  /** The part of a state it is stored as, after all others. */
  static final byte PART = (byte) 0xff;

  /** 2: a wait says how many strands it knew. 3: with what is undecided. */
  private static final byte VERSION = 3;

  Frame {
    strands = List.copyOf(strands);
  }

  /**
   * A hand-over that has not come yet.
   *
   * @param position of the decision; what came up to there is refolded, what came after is lived
   * @param at when it was decided
   * @param strands how many of the strands were theirs by then; the rest came while they waited
   */
  record Wait(long position, Instant at, int strands) {}

  /**
   * An entity whose step broke.
   *
   * @param position the first record it did not live through
   * @param at up to when its timers have fired
   */
  record Halt(long position, Instant at, String reason) {}

  static Frame of(EntityId id, int fingerprint) {
    return new Frame(id, fingerprint, List.of(), null, null, Behaviour.DECIDED, null);
  }

  Frame without(List<Strand> others) {
    var left = new ArrayList<>(strands);
    left.removeAll(others);
    Wait wait = awaited;
    if (wait != null) {
      var known = new ArrayList<>(strands.subList(0, wait.strands));
      known.removeAll(others);
      wait = new Wait(wait.position, wait.at, known.size());
    }
    return new Frame(id, fingerprint, left, wake, wait, undecided, halted);
  }

  Frame with(Strand strand) {
    if (strands.contains(strand)) {
      return this;
    }
    var more = new ArrayList<>(strands);
    more.add(strand);
    return with(more);
  }

  Frame with(List<Strand> newStrands) {
    return new Frame(id, fingerprint, newStrands, wake, awaited, undecided, halted);
  }

  Frame waking(@Nullable Instant newWake) {
    return new Frame(id, fingerprint, strands, newWake, awaited, undecided, halted);
  }

  /** Awaits the past of strands that are theirs by a decision. */
  Frame waiting(long position, Instant at, List<Strand> taking) {
    var all = new LinkedHashSet<>(strands);
    all.addAll(taking);
    var wait = new Wait(position, at, all.size());
    return new Frame(id, fingerprint, List.copyOf(all), wake, wait, undecided, halted);
  }

  /**
   * No longer waiting, with the strands that were theirs by the decision. What was put off up to
   * there is over: what the others did since was decided on.
   */
  Frame arrived(Wait wait) {
    List<Strand> theirs = strands.subList(0, wait.strands);
    return new Frame(id, fingerprint, theirs, wake, null, Behaviour.DECIDED, halted);
  }

  Frame halting(@Nullable Halt newHalt) {
    return new Frame(id, fingerprint, strands, wake, awaited, undecided, newHalt);
  }

  Frame folded(int newFingerprint) {
    return new Frame(id, newFingerprint, strands, wake, awaited, undecided, halted);
  }

  /** With a record that came late. */
  Frame late(long position) {
    long first = Math.min(undecided, position);
    return first == undecided
        ? this
        : new Frame(id, fingerprint, strands, wake, awaited, first, halted);
  }

  Frame decided() {
    return undecided == Behaviour.DECIDED
        ? this
        : new Frame(id, fingerprint, strands, wake, awaited, Behaviour.DECIDED, halted);
  }

  byte[] bytes() {
    var to = new Packer(64).one(VERSION);
    EntityCodec.write(id, to);
    to.signed(fingerprint).unsigned(strands.size());
    strands.forEach(strand -> to.unsigned(strand.number()));
    to.instantOrNull(wake).flag(awaited != null);
    if (awaited != null) {
      to.unsigned(awaited.position).instant(awaited.at).unsigned(awaited.strands);
    }
    to.flag(undecided != Behaviour.DECIDED);
    if (undecided != Behaviour.DECIDED) {
      to.unsigned(undecided);
    }
    to.flag(halted != null);
    if (halted != null) {
      to.unsigned(halted.position).instant(halted.at).text(halted.reason);
    }
    return to.bytes();
  }

  static Frame of(byte[] bytes) {
    var from = new Unpacker(bytes);
    byte version = from.one();
    EntityId id = EntityCodec.read(from);
    int fingerprint = (int) from.signed();
    int count = from.count();
    var strands = new ArrayList<Strand>(count);
    for (int i = 0; i < count; i++) {
      strands.add(new Strand(from.unsigned()));
    }
    Instant wake = from.instantOrNull();
    Wait awaited = from.flag() ? wait(from, version, count) : null;
    long undecided = version > 2 && from.flag() ? from.unsigned() : Behaviour.DECIDED;
    Halt halt = from.flag() ? new Halt(from.unsigned(), from.instant(), from.text()) : null;
    return new Frame(id, fingerprint, strands, wake, awaited, undecided, halt);
  }

  private static Wait wait(Unpacker from, byte version, int count) {
    long position = from.unsigned();
    Instant at = from.instant();
    return new Wait(position, at, version < 2 ? count : from.count());
  }
}
