package habitue.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import habitue.model.Fields;
import habitue.model.Value;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One contestant's time for some events: until all were taken and all was done.
 *
 * @param cpuSeconds of the whole process, with RocksDB's threads, the compiler's and the
 *     collector's
 * @param batchMillis how long each batch waited for its answer, sorted
 */
record Lap(int events, double seconds, double cpuSeconds, double[] batchMillis) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Gives the batches to the contestant from several threads at once. */
  static Lap run(Contestant contestant, List<Batch> batches, int callers) {
    Queue<Batch> waiting = new ConcurrentLinkedQueue<>(batches);
    Queue<Double> millis = new ConcurrentLinkedQueue<>();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    Threads.run(
        callers,
        () -> {
          for (Batch batch = waiting.poll(); batch != null; batch = waiting.poll()) {
            long asked = System.nanoTime();
            contestant.take(batch);
            millis.add((System.nanoTime() - asked) / 1e6);
          }
        });
    contestant.settle();
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (cpuNanos() - cpu) / 1e9;
    int events = batches.stream().mapToInt(batch -> batch.messages().size()).sum();
    return new Lap(events, seconds, cpuSeconds, sorted(millis));
  }

  /** As a child tells its parent. */
  Fields fields() {
    List<Value> millis = Arrays.stream(batchMillis).mapToObj(Lap::exact).toList();
    return Fields.NONE
        .with("events", Value.of(events))
        .with("seconds", exact(seconds))
        .with("cpu_seconds", exact(cpuSeconds))
        .with("batch_ms", new Value.Many(millis));
  }

  static Lap of(Fields said) {
    double[] millis = said.list("batch_ms").stream().mapToDouble(Lap::number).toArray();
    return new Lap(
        (int) Figures.number(said, "events"),
        Figures.number(said, "seconds"),
        Figures.number(said, "cpu_seconds"),
        millis);
  }

  private static Value exact(double figure) {
    return Value.of(BigDecimal.valueOf(figure));
  }

  private static double number(Value value) {
    return switch (value) {
      case Value.Whole(long whole) -> whole;
      case Value.Decimal(BigDecimal decimal) -> decimal.doubleValue();
      default -> throw new IllegalArgumentException("not a number: " + value);
    };
  }

  /** Processor time of this whole process so far. */
  static long cpuNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  double eventsPerSecond() {
    return events / seconds;
  }

  double cpuMicros() {
    return cpuSeconds * 1e6 / events;
  }

  /** All laps as one: the sums, and the waits of all. */
  static Lap all(List<Lap> laps) {
    var millis = new ArrayList<Double>();
    laps.forEach(lap -> Arrays.stream(lap.batchMillis).forEach(millis::add));
    return new Lap(
        laps.stream().mapToInt(Lap::events).sum(),
        laps.stream().mapToDouble(Lap::seconds).sum(),
        laps.stream().mapToDouble(Lap::cpuSeconds).sum(),
        sorted(millis));
  }

  private static double[] sorted(Iterable<Double> values) {
    var list = new ArrayList<Double>();
    values.forEach(list::add);
    return list.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
