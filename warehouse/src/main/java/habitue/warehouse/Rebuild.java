package habitue.warehouse;

import habitue.model.Body;
import habitue.model.Slots;
import habitue.playbook.Playbook;
import habitue.store.feed.Change;
import habitue.store.feed.Feed;
import habitue.warehouse.file.Database;
import habitue.warehouse.file.Limits;
import habitue.warehouse.file.Sql;
import habitue.warehouse.rows.Intake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes a new file from journal and commitments, customer by customer. */
final class Rebuild {
  private static final int TOGETHER = 10_000;

  private final Feed feed;
  private final Past past;
  private final Supplier<Playbook> playbook;
  private final Consumer<Progress> progress;

  /** How far it is. */
  record Progress(long customers, long of) {}

  Rebuild(Feed feed, Past past, Supplier<Playbook> playbook, Consumer<Progress> progress) {
    this.feed = feed;
    this.past = past;
    this.playbook = playbook;
    this.progress = progress;
  }

  /** Writes the file beside another; what is recorded meanwhile comes by the feed. */
  void into(Path file, Limits limits, String marks) {
    discard(file);
    try (Database database = Database.create(file, limits)) {
      Sql sql = database.sql();
      sql.run("update cursors set sequence = -1");
      fill(Intake.of(database, feed, playbook));
      sql.run("insert into about values ('rebuilt_until', ?)", until(sql).toString());
      sql.run("insert into about values ('marks', ?)", marks);
      sql.run("delete from about where name = 'erased_bytes'");
      sql.script("checkpoint");
    }
  }

  /** The store's clock never goes back, so it may be ahead of the machine's. */
  private static Instant until(Sql sql) {
    Instant now = Instant.now();
    Instant last =
        sql.one(
            "select coalesce(max(recorded_at), timestamptz '1970-01-01 00:00:00Z') from event_rows",
            row -> row.instant(1));
    return last.isAfter(now) ? last : now;
  }

  private void fill(Intake intake) {
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      fillEvents(intake, slot);
    }
    var customers = new Together(intake);
    long all = past.count();
    past.customers(customer -> {
      customers.add(new Change.Restated(customer, past.facts(customer)));
      if (customers.written()) {
        progress.accept(new Progress(customers.all, Math.max(all, customers.all)));
      }
    });
    customers.write();
    progress.accept(new Progress(customers.all, customers.all));
  }

  private void fillEvents(Intake intake, int slot) {
    var events = new Together(intake);
    past.records(
        slot,
        journalled -> {
          if (journalled.body() instanceof Body.Happened) {
            events.add(new Change.Filed(slot, journalled.stamp().position()));
          } else if (journalled.body() instanceof Body.Forgotten forgotten
              && journalled.stamp().entity().equals(forgotten.customer())) {
            long position = journalled.stamp().position();
            events.add(new Change.Forgotten(forgotten.customer(), position, forgotten));
          }
        });
    events.write();
  }

  /** Changes put in by the thousand. */
  private static final class Together {
    private final Intake intake;
    private final List<Change> waiting = new ArrayList<>();
    private long all;

    Together(Intake intake) {
      this.intake = intake;
    }

    void add(Change change) {
      waiting.add(change);
      all++;
      if (waiting.size() >= TOGETHER) {
        write();
      }
    }

    boolean written() {
      return waiting.isEmpty();
    }

    void write() {
      intake.put(waiting);
      waiting.clear();
    }
  }

  static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(log(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + ".wal");
  }
}
