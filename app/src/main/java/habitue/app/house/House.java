package habitue.app.house;

import habitue.app.load.Progress;
import habitue.store.Options;
import habitue.store.Store;
import habitue.warehouse.Warehouse;
import habitue.warehouse.WarehouseOptions;
import habitue.warehouse.file.WarehouseRefused;
import java.nio.file.Path;

/** A data folder in use: its store, and the tables that follow it once they are told to. */
public final class House implements AutoCloseable {
  private final Path folder;
  private final Store store;
  private final Warehouse warehouse;

  private House(Path folder, Store store, Warehouse warehouse) {
    this.folder = folder;
    this.store = store;
    this.warehouse = warehouse;
  }

  /** Opens a folder, or makes it. Tables that cannot be used are made anew from the store. */
  public static House open(Path folder, Options options, Progress progress) {
    Thread.ofPlatform().daemon().name("warehouse-prepare").start(Warehouse::prepare);
    return of(folder, Store.open(folder, options), progress);
  }

  /** What a server left: a folder without data is refused. */
  public static House reopen(Path folder, Options options, Progress progress) {
    return of(folder, Store.reopen(folder, options), progress);
  }

  private static House of(Path folder, Store store, Progress progress) {
    try {
      var house = new House(folder, store, tables(folder, store, progress));
      Unpacked.remove();
      return house;
    } catch (RuntimeException refused) {
      store.close();
      throw refused;
    }
  }

  public Path folder() {
    return folder;
  }

  public Store store() {
    return store;
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  /** Makes the tables anew from journal and commitments. */
  public void rebuild(Progress progress) {
    warehouse.rebuild(
        new StorePast(store),
        (done, of) -> progress.say("tables: %,d of %,d customers".formatted(done, of)));
  }

  @Override
  public void close() {
    warehouse.close();
    store.close();
  }

  private static Warehouse tables(Path folder, Store store, Progress progress) {
    Path file = folder.resolve("warehouse.duckdb");
    WarehouseOptions options = WarehouseOptions.of(store::context).atRest();
    try {
      return Warehouse.open(file, store.feed(), options);
    } catch (WarehouseRefused refused) {
      if (!refused.code().rebuildable()) {
        throw refused;
      }
      progress.say(refused.getMessage() + " The tables are made anew.");
      return Warehouse.rebuilt(
          file,
          store.feed(),
          new StorePast(store),
          options,
          (done, of) -> progress.say("tables: %,d of %,d customers".formatted(done, of)));
    }
  }
}
