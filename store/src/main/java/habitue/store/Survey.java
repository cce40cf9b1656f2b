package habitue.store;

import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.model.Slots;
import habitue.store.feed.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Looks at customers until all were seen or the time is up. A slot holds customers by a hash, so
 * those of some slots are a fair sample of all. Within one they lie by when they were first seen: a
 * few who lie together are read in one go, and such blocks come in no order.
 */
public final class Survey {
  private static final int BLOCK = 64;

  /** How many standard deviations of the normal distribution leave out a twentieth. */
  private static final double WITHIN_95 = 1.96;

  private final Reader reader;
  private final BitSet wanted;
  private final long end;
  private final LongAdder people = new LongAdder();
  private final DoubleAdder slots = new DoubleAdder();

  private Survey(Reader reader, BitSet wanted, Duration atMost) {
    this.reader = reader;
    this.wanted = wanted;
    this.end = System.nanoTime() + atMost.toNanos();
  }

  /**
   * How far it came.
   *
   * @param people how many were looked at
   * @param share about the share of all customers that they are; 1 for all
   */
  public record Seen(long people, double share) {
    public boolean all() {
      return share >= 1;
    }

    /** What a count among those seen comes to among all. */
    public long of(long count) {
      return all() || share == 0 ? count : Math.round(count / share);
    }

    /**
     * Between which counts among all the true one lies, in 95 of 100 surveys: Wilson's interval of
     * a share (1927), narrower the more of all were seen.
     */
    public Between around(long count) {
      if (all() || share == 0) {
        return new Between(count, count);
      }
      double seen = (double) count / people;
      double square = WITHIN_95 * WITHIN_95 / people;
      double middle = (seen + square / 2) / (1 + square);
      double spread = Math.sqrt(seen * (1 - seen) * square + square * square / 4) / (1 + square);
      double half = spread * Math.sqrt(1 - share);
      double all = people / share;
      // Whom it was found of are there, and so are those it was not found of.
      long from = Math.max(count, (long) Math.floor((middle - half) * all));
      long to = Math.min(Math.round(all) - people + count, (long) Math.ceil((middle + half) * all));
      return new Between(Math.min(from, of(count)), Math.max(to, of(count)));
    }
  }

  /** Two counts, and what lies between. */
  public record Between(long from, long to) {}

  /**
   * Looks at people as they are written.
   *
   * @param to is called by several threads at once
   */
  public static Seen of(Reader reader, Duration atMost, Consumer<Person> to) {
    var all = new BitSet();
    all.set(0, Byte.MAX_VALUE);
    return of(reader, atMost, all, to);
  }

  /**
   * Looks at some of what is written of people: all else of theirs is that of someone unknown.
   *
   * @param wanted what, by {@link CustomerState#read}
   * @param to is called by several threads at once
   */
  public static Seen of(Reader reader, Duration atMost, BitSet wanted, Consumer<Person> to) {
    var survey = new Survey(reader, wanted, atMost);
    List<Integer> order = new ArrayList<>(IntStream.range(0, Slots.COUNT).boxed().toList());
    Collections.shuffle(order, new Random(1));
    order.parallelStream().filter(_ -> survey.early()).forEach(slot -> survey.look(slot, to));
    return new Seen(survey.people.sum(), survey.slots.sum() / Slots.COUNT);
  }

  private boolean early() {
    return System.nanoTime() < end;
  }

  private void look(int slot, Consumer<Person> to) {
    var ids = new ArrayList<CustomerId>();
    reader.known(slot, ids::add);
    long passed = 0;
    for (List<CustomerId> block : blocks(slot, ids)) {
      passed += early() ? look(block, to) : 0;
    }
    slots.add(passed == ids.size() ? 1 : (double) passed / ids.size());
  }

  /** In no order, but each to be read in one go. */
  private static List<List<CustomerId>> blocks(int slot, List<CustomerId> ids) {
    var blocks = new ArrayList<List<CustomerId>>();
    for (int from = 0; from < ids.size(); from += BLOCK) {
      blocks.add(ids.subList(from, Math.min(from + BLOCK, ids.size())));
    }
    Collections.shuffle(blocks, new Random(slot));
    return blocks;
  }

  /** How many of a block it came past: all, where there is time. */
  private long look(List<CustomerId> block, Consumer<Person> to) {
    var seen = new LongAdder();
    boolean all =
        reader.people(
            block.getFirst(),
            block.getLast(),
            wanted,
            person -> {
              to.accept(person);
              seen.increment();
              return early();
            });
    people.add(seen.sum());
    return all ? block.size() : Math.min(seen.sum(), block.size());
  }
}
