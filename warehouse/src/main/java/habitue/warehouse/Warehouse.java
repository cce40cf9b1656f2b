package habitue.warehouse;

import habitue.store.feed.Feed;
import habitue.warehouse.file.Copies;
import habitue.warehouse.file.Database;
import habitue.warehouse.file.Readers;
import habitue.warehouse.file.WarehouseRefused;
import habitue.warehouse.file.WarehouseRefused.Code;
import habitue.warehouse.next.LearntOrders;
import habitue.warehouse.rows.Taken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The tables for people who ask: one DuckDB file, about two seconds behind the store, that can be
 * thrown away at any time, as {@link #rebuild} makes it anew. Reports read it through {@link
 * #readers()}.
 */
public final class Warehouse implements AutoCloseable {
  private static final List<String> UNDER_WAY =
      List.of(".new", ".old", ".old.part", ".export", ".export.part");
  private static final String MARKS = "select value from about where name = 'marks'";

  private final Path file;
  private final Feed feed;
  private final WarehouseOptions options;
  private final Readers readers;
  private final LearntOrders learntOrders;
  private final Follower follower;
  private volatile Database database;

  private Warehouse(Path file, Database database, Feed feed, WarehouseOptions options) {
    this.file = file;
    this.database = database;
    this.feed = feed;
    this.options = options;
    this.readers = new Readers(database);
    this.learntOrders = new LearntOrders(readers, options.playbook());
    this.follower = new Follower(() -> this.database, feed, options, this::renew);
  }

  /** Loads what reads such a file, so that an opening later does not wait for it. */
  public static void prepare() {
    Database.load();
  }

  /**
   * Opens the file, or makes an empty one.
   *
   * @throws WarehouseRefused when it cannot be used as it is; {@link Code#rebuildable()} says
   *     whether {@link #rebuilt} would help
   */
  public static Warehouse open(Path file, Feed feed, WarehouseOptions options) {
    // What a killed program was writing may hold people who are erased by now.
    UNDER_WAY.forEach(ending -> Rebuild.discard(beside(file, ending)));
    Database database =
        Files.exists(file) ? marked(file, options) : Database.create(file, options.limits());
    note(database, options.marks());
    return following(file, database, feed, options);
  }

  /** Opens a file in which the same people are customers as now. */
  private static Database marked(Path file, WarehouseOptions options) {
    Database database = Database.open(file, options.limits());
    if (database.sql().list(MARKS, row -> row.text(1)).equals(List.of(options.marks()))) {
      return database;
    }
    database.close();
    throw new WarehouseRefused(
        Code.OLDER,
        "Who is no customer was decided by other rules (traffic.yaml) when the tables were made:"
            + " they must be made anew from the journal.");
  }

  private static void note(Database database, String marks) {
    database.sql().run("delete from about where name = 'marks'");
    database.sql().run("insert into about values ('marks', ?)", marks);
  }

  /**
   * Makes the file anew, whatever there was, then opens it. A damaged file is kept beside it, with
   * {@code .broken} after its name.
   */
  public static Warehouse rebuilt(
      Path file, Feed feed, Past past, WarehouseOptions options, BiConsumer<Long, Long> progress) {
    Path fresh = beside(file, ".new");
    new Rebuild(feed, past, options.playbook(), p -> progress.accept(p.customers(), p.of()))
        .into(fresh, options.limits(), options.marks());
    if (Files.exists(file)) {
      move(file, beside(file, ".broken"));
    }
    Rebuild.discard(file);
    move(fresh, file);
    return open(file, feed, options);
  }

  private static Warehouse following(
      Path file, Database database, Feed feed, WarehouseOptions options) {
    var warehouse = new Warehouse(file, database, feed, options);
    if (options.follows()) {
      warehouse.follow();
    }
    return warehouse;
  }

  /** Follows from now on, where that did not begin with the opening. */
  public void follow() {
    follower.start();
  }

  /** For reports, from any thread. */
  public Readers readers() {
    return readers;
  }

  /** What everyone's orders teach of the next one. */
  public LearntOrders learntOrders() {
    return learntOrders;
  }

  public Lag lag() {
    return follower.lag();
  }

  /** Takes all there is before it returns. */
  public void catchUp() {
    Taken taken;
    do {
      taken = follower.takeOnce();
    } while (taken.more() || taken.waiting() > 0);
  }

  /** How many rows each table has. */
  public Map<String, Long> rowCounts() {
    return readers.read(sql -> {
      var counts = new LinkedHashMap<String, Long>();
      for (String table : Copies.TABLES) {
        counts.put(table, sql.number("select count(*) from " + table));
      }
      return counts;
    });
  }

  /** Makes the tables anew while they are read, then puts the new file in place at once. */
  public void rebuild(Past past, BiConsumer<Long, Long> progress) {
    follower.whileStill(() -> {
      Path fresh = beside(file, ".new");
      new Rebuild(feed, past, options.playbook(), p -> progress.accept(p.customers(), p.of()))
          .into(fresh, options.limits(), options.marks());
      readers.moveTo(() -> swap(fresh));
      return fresh;
    });
  }

  /** Whether the rows of an erasure are gone, and no byte of them is in the file. */
  public boolean forgot(long position) {
    return readers.read(sql ->
        sql.number("select count(*) from erasures where position = ?", position) > 0
            && sql.number("select count(*) from about where name = 'erased_bytes'") == 0);
  }

  /**
   * Writes the file anew, since deleted rows stay in the old one; so do damaged files kept beside
   * it. Readers go on meanwhile.
   */
  private void renew() {
    Path fresh = beside(file, ".new");
    Path copy = beside(file, ".old");
    Rebuild.discard(fresh);
    try {
      Copies.snapshot(database, copy);
      Copies.renew(copy, fresh);
    } finally {
      Rebuild.discard(copy);
    }
    readers.moveTo(() -> swap(fresh));
    Rebuild.discard(beside(file, ".broken"));
  }

  private Database swap(Path fresh) {
    database.close();
    Rebuild.discard(Rebuild.log(file));
    move(fresh, file);
    database = Database.open(file, options.limits());
    return database;
  }

  /** A copy as of now that analysts can open while this goes on. */
  public void snapshot(Path to) {
    follower.whileStill(() -> {
      Copies.snapshot(database, to);
      return to;
    });
  }

  /** A Parquet file per table as of now, in a folder. */
  public void exportParquet(Path folder) {
    Path copy = beside(file, ".export");
    try {
      snapshot(copy);
      Copies.parquet(copy, folder);
    } finally {
      Rebuild.discard(copy);
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    follower.close();
    readers.close();
    database.close();
  }
}
