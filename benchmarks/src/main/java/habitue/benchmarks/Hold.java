package habitue.benchmarks;

import habitue.benchmarks.workload.Workload;
import habitue.model.Fields;
import habitue.store.journal.Json;
import habitue.warehouse.Warehouse;
import habitue.warehouse.WarehouseOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.rocksdb.RocksDBException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A contestant in a process of its own, as it would run: its heap, its compiled code and its files
 * are shared with nobody. It does what it is told, a line each, and answers in a line of JSON:
 * {@code lap 5000} takes the next events, {@code arrivals 5000} first visits, {@code regroup} joins
 * and splits, {@code publish MANY} puts rules into force, {@code conditions}, {@code preview},
 * {@code rehearse} and {@code herd 1900} ask what they cost, {@code status} says what it holds. It
 * ends with its input. See {@link Held}.
 */
@Command(name = "hold", description = "Holds a store open; for the bench itself.", hidden = true)
final class Hold implements Callable<Integer> {

  /** What may be held. */
  enum Kind {
    BARE,
    ENGINE,
    FOLLOWED
  }

  @Parameters(paramLabel = "FOLDER")
  private Path folder = Path.of("");

  @Option(names = "--as", defaultValue = "ENGINE")
  private Kind kind = Kind.ENGINE;

  @Option(names = "--rules", defaultValue = "SHIPPED")
  private Rules rules = Rules.SHIPPED;

  @Option(names = "--callers", defaultValue = "16")
  private int callers;

  @Option(names = "--customers", defaultValue = "100000")
  private int customers;

  @Option(names = "--seed", defaultValue = "1")
  private long seed;

  private int arrived;

  @Override
  public Integer call() throws IOException, RocksDBException {
    long start = System.nanoTime();
    try (Contestant contestant = contestant()) {
      contestant.settle();
      answer(new Figures().put("open_seconds", (System.nanoTime() - start) / 1e9).fields());
      var workload = new Workload(seed, customers, Instant.now().minusSeconds(3_600));
      var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        Fields said = obey(line.split(" "), contestant, workload);
        rest();
        answer(said);
      }
      return 0;
    }
  }

  private Contestant contestant() throws RocksDBException {
    return switch (kind) {
      case BARE -> new Bare(folder);
      case ENGINE -> new Engine(folder, rules, (_, _) -> () -> {});
      case FOLLOWED ->
          new Engine(
              folder,
              rules,
              (store, where) ->
                  Warehouse.open(
                      where.resolve("warehouse.duckdb"), store.feed(), WarehouseOptions.USUAL));
    };
  }

  private Fields obey(String[] words, Contestant contestant, Workload workload) {
    return switch (words[0]) {
      case "lap" -> lap(contestant, Batch.of(workload.next(Integer.parseInt(words[1]))));
      case "arrivals" -> {
        int count = Integer.parseInt(words[1]);
        Fields lap = lap(contestant, Batch.of(workload.arrivals(arrived, count)));
        arrived += count;
        yield lap;
      }
      case "regroup" -> new Regroupings(((Engine) contestant).store()).measure().fields();
      case "publish" -> ruled(contestant).publish(Rules.valueOf(words[1])).fields();
      case "conditions" -> ruled(contestant).conditions().fields();
      case "preview" -> ruled(contestant).preview().fields();
      case "rehearse" -> ruled(contestant).rehearse().fields();
      case "herd" -> ruled(contestant).herd(Duration.ofSeconds(Long.parseLong(words[1]))).fields();
      case "status" -> status((Engine) contestant);
      default -> throw new IllegalArgumentException("nobody knows how to " + words[0]);
    };
  }

  private static Ruled ruled(Contestant contestant) {
    return new Ruled((Engine) contestant);
  }

  private Fields lap(Contestant contestant, List<Batch> batches) {
    return Lap.run(contestant, batches, callers).fields();
  }

  private static Fields status(Engine engine) {
    return new Figures()
        .put("customers", (double) engine.store().status().customers())
        .put("peak_resident_mb", Memory.peakMegabytes("self"))
        .put("heap_mb", Memory.heapMegabytes())
        .fields();
  }

  /** Until the database has put its files in order: that is nobody else's to wait for. */
  private static void rest() {
    long before;
    do {
      before = Lap.cpuNanos();
      try {
        Thread.sleep(100);
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    } while (Lap.cpuNanos() - before > 20_000_000);
  }

  private static void answer(Fields said) {
    System.out.println(Json.text(said));
    System.out.flush();
  }
}
