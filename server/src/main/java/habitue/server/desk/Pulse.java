package habitue.server.desk;

import habitue.server.console.view.Health;
import habitue.store.Status;
import habitue.store.Store;
import habitue.warehouse.Warehouse;
import habitue.warehouse.report.Arrivals;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far each reader is behind the door. By the machine's clock, also where a demo holds its own.
 */
final class Pulse {
  private final Store store;
  private final Warehouse warehouse;
  private final Arrivals arrivals;
  private final Path folder;

  Pulse(Store store, Warehouse warehouse, Arrivals arrivals, Path folder) {
    this.store = store;
    this.warehouse = warehouse;
    this.arrivals = arrivals;
    this.folder = folder;
  }

  record Disk(long free, long total) {}

  Health health() {
    Status status = store.status();
    long listed = arrivals.count();
    boolean all = listed >= status.accepted();
    return new Health(
        status.accepted(),
        status.processed(),
        listed,
        all ? Duration.ZERO : warehouse.lag().behind(Instant.now()),
        status.refolding(),
        status.halted(),
        warehouse
            .readers()
            .read(sql ->
                sql.number("select coalesce(sum(orders_without_rate), 0)::bigint from customers")),
        disk().map(Disk::free).orElse(null));
  }

  Optional<Disk> disk() {
    try {
      FileStore disk = Files.getFileStore(folder);
      return Optional.of(new Disk(disk.getUsableSpace(), disk.getTotalSpace()));
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }
}
