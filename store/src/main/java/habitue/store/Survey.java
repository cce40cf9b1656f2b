package habitue.store;

import habitue.model.CustomerId;
import habitue.model.Slots;
import habitue.store.feed.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Looks at customers until all were seen or the time is up. A slot holds customers by a hash, so
 * those of some slots are a fair sample of all; within one they are looked at in no order.
 */
public final class Survey {
  private final Reader reader;
  private final long end;
  private final LongAdder people = new LongAdder();
  private final DoubleAdder slots = new DoubleAdder();

  private Survey(Reader reader, Duration atMost) {
    this.reader = reader;
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
  }

  /**
   * Looks at people as they are written.
   *
   * @param to is called by several threads at once
   */
  public static Seen of(Reader reader, Duration atMost, Consumer<Person> to) {
    var survey = new Survey(reader, atMost);
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
    reader.customers(slot, ids::add);
    Collections.shuffle(ids, new Random(slot));
    int seen = 0;
    while (seen < ids.size() && early()) {
      reader.person(ids.get(seen)).ifPresent(to);
      seen++;
    }
    people.add(seen);
    slots.add(seen == ids.size() ? 1 : (double) seen / ids.size());
  }
}
