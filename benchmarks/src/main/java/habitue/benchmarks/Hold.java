package habitue.benchmarks;

import habitue.model.Fields;
import habitue.store.journal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Opens a store in a process of its own, gives it some work, says what that took, and holds it
 * until told to go or killed. The bench starts it as a child, see {@link Held}.
 */
@Command(name = "hold", description = "Holds a store open; for the bench itself.", hidden = true)
final class Hold implements Callable<Integer> {
  private static final int CALLERS = 16;
  private static final int AT_ONCE = 20_000;

  @Parameters(paramLabel = "FOLDER")
  private Path folder = Path.of("");

  @Option(names = "--arrivals", description = "this many customers come for the first time")
  private int arrivals;

  @Option(names = "--events", description = "and then this many events")
  private int events;

  @Option(names = "--customers", defaultValue = "100000")
  private int customers;

  @Option(names = "--seed", defaultValue = "2")
  private long seed;

  @Override
  public Integer call() {
    long start = System.nanoTime();
    try (var engine = new Engine(folder, (_, _) -> () -> {})) {
      engine.settle();
      double opened = (System.nanoTime() - start) / 1e9;
      var workload = new Workload(seed, customers, Instant.now().minusSeconds(3_600));
      start = System.nanoTime();
      for (int done = 0; done < arrivals; done += AT_ONCE) {
        int next = Math.min(AT_ONCE, arrivals - done);
        Lap.run(engine, Batch.of(workload.arrivals(done, next)), CALLERS);
      }
      for (int done = 0; done < events; done += AT_ONCE) {
        Lap lap =
            Lap.run(engine, Batch.of(workload.next(Math.min(AT_ONCE, events - done))), CALLERS);
        System.err.printf("%d %.0f/s %.1f us%n", done, lap.eventsPerSecond(), lap.cpuMicros());
      }
      double worked = (System.nanoTime() - start) / 1e9;
      say(engine, opened, worked);
      waitForTheEnd();
      return 0;
    }
  }

  private static void say(Engine engine, double opened, double worked) {
    Fields said =
        new Figures()
            .put("open_seconds", opened)
            .put("work_seconds", worked)
            .put("customers", (double) engine.store().status().customers())
            .put("events", (double) engine.store().status().accepted())
            .put("peak_resident_mb", Memory.peakMegabytes("self"))
            .put("heap_mb", Memory.heapMegabytes())
            .fields();
    System.out.println(Json.text(said));
    System.out.flush();
  }

  private static void waitForTheEnd() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said; the end of the input is.
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
