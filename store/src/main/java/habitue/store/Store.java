package habitue.store;

import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Slots;
import habitue.playbook.Playbook;
import habitue.store.disk.Disk;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.RocksDisk;
import habitue.store.disk.StoreRefused;
import habitue.store.door.Door;
import habitue.store.door.Erasures;
import habitue.store.door.Preparation;
import habitue.store.door.Register;
import habitue.store.door.Tokens;
import habitue.store.feed.Feed;
import habitue.store.feed.Outgoing;
import habitue.store.journal.Chain;
import habitue.store.journal.Commitments;
import habitue.store.journal.Journal;
import habitue.store.journal.Openings;
import habitue.store.journal.StrandKeys;
import habitue.store.products.Products;
import habitue.store.work.Crew;
import habitue.store.work.Fold;
import habitue.store.work.Outbox;
import habitue.store.work.Outcomes;
import habitue.store.work.Parts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything durable of one brand, and the workers that drive the engine over it. One process holds
 * a folder at a time.
 */
public final class Store implements AutoCloseable {
  private static final int FORMAT = 1;

  private final @Nullable Folder folder;
  private final Disk disk;
  private final Crew crew;
  private final Door door;
  private final Chain chain;
  private final Reader reader;
  private final Feed feed;
  private final Outgoing outgoing;
  private final Quarantine quarantine;
  private final AuditLog audit;
  private final Settings settings;
  private final Outcomes outcomes;
  private final Suppressions suppressions;
  private final Tallies tallies;
  private final Fittings fittings;
  private final Parts parts;
  private final Publisher publisher;
  private final Products products;
  private final Eraser eraser;
  private final Sweeper sweeper;

  private Store(@Nullable Folder folder, Disk disk, Options options) {
    this.folder = folder;
    this.disk = disk;
    var meta = new Meta(disk);
    meta.check(FORMAT);
    this.chain = new Chain(disk);
    chain.open(folder == null || options.acceptLoss() ? 0 : folder.acknowledged());
    if (options.acceptLoss()) {
      acknowledge(folder, chain.last());
    }
    var keys = new StrandKeys(disk, new SecureRandom());
    var journal = new Journal(disk, keys, meta.nextStart());
    var past = new Fold.Past(journal, new Commitments(disk), new Openings(disk, keys));
    this.settings = new Settings(disk);
    this.tallies = new Tallies(disk);
    this.suppressions = new Suppressions(disk, meta.key());
    this.fittings = new Fittings(settings);
    Publisher.Tools publishing = Publisher.Tools.of(options, settings, meta, disk, fittings);
    this.parts = publishing.parts();
    this.outgoing = new Outgoing(disk, Outgoing.Kept.USUAL, new SecureRandom().nextLong());
    this.outcomes = new Outcomes(disk);
    var tokens = new Tokens(meta.key());
    var opened = new AtomicReference<Door>();
    this.crew =
        new Crew(
            disk,
            parts,
            past,
            outcomes,
            letters -> deliver(opened, letters),
            outgoing,
            new Crew.Setup(options.workers(), options.cached()));
    var register =
        new Register(
            new Register.Tools(disk, journal, keys, chain),
            parts,
            position -> acknowledge(folder, position));
    this.door =
        new Door(
            register,
            new Preparation(tokens),
            crew,
            outcomes,
            options.clock(),
            () -> folder == null || folder.freeBytes() > options.spareBytes());
    opened.set(door);
    this.publisher = new Publisher(publishing, door, crew);
    this.products = new Products(disk, parts, door, publisher::restate);
    this.reader = new Reader(disk, parts, past, tokens);
    this.feed = new StoreFeed(disk, journal, reader);
    this.quarantine = new Quarantine(disk);
    this.audit = new AuditLog(disk);
    this.eraser = new Eraser(disk, door, crew, reader.identities(), outgoing, options.clock());
    this.sweeper =
        new Sweeper(
            new Sweeper.Tools(reader, past.openings(), crew, eraser, settings, audit),
            parts,
            options.clock());
    // Read before any worker adds to it, so that each sender's letters leave in order.
    List<Outbox.Letter> waiting = Outbox.waiting(disk);
    door.start(waiting);
    crew.start();
    if (options.works() || eraser.owes()) {
      crew.begin();
    }
    eraser.finish();
  }

  /**
   * Opens a folder, or makes it; refuses one that is held, damaged, or written by a newer program.
   */
  public static Store open(Path path, Options options) {
    Folder folder = Folder.hold(path);
    try {
      return on(folder, RocksDisk.open(folder.database()), options);
    } catch (DiskFailed broken) {
      folder.close();
      throw unreadable(broken);
    } catch (RuntimeException refused) {
      folder.close();
      throw refused;
    }
  }

  /** Opens what a server left: a folder without data is refused, and nothing is made in it. */
  public static Store reopen(Path path, Options options) {
    Folder.refuseNone(path);
    return open(path, options);
  }

  private static StoreRefused unreadable(DiskFailed broken) {
    return new StoreRefused(
        "database_unreadable",
        "The database cannot be read: %s. Restore the newest backup."
            .formatted(broken.getMessage()));
  }

  private static Store on(@Nullable Folder folder, Disk disk, Options options) {
    try {
      return new Store(folder, disk, options);
    } catch (RuntimeException refused) {
      disk.close();
      throw refused;
    }
  }

  /** Runs on any disk; for tests that want to see it fail. */
  public static Store on(Disk disk, Options options) {
    return on(null, disk, options);
  }

  public Door door() {
    return door;
  }

  /** Begins to work on what was accepted, where that did not begin with the opening. */
  public void work() {
    crew.begin();
  }

  public Reader reader() {
    return reader;
  }

  public Feed feed() {
    return feed;
  }

  /** What leaves the house, for whoever reads on. */
  public Outgoing outgoing() {
    return outgoing;
  }

  public Quarantine quarantine() {
    return quarantine;
  }

  public AuditLog audit() {
    return audit;
  }

  /** The brand's parameters in force. */
  public Context context() {
    return parts.context();
  }

  /**
   * Takes a playbook into force from now on, and over the whole past: everyone is folded anew, one
   * by one, and whoever is looked at, or is due for anything, before their turn. Survives a stop at
   * any instant.
   *
   * @param base the version it was made from; where another is in force by now, nothing is done
   */
  public Publishing publish(Playbook playbook, int base, PublishedPlaybook.By by) {
    return publisher.publish(playbook, base, by);
  }

  /**
   * Takes a fit over the whole base into force from now on, and looks at everyone by it: returns
   * when that is done.
   *
   * @param fit whose instant is moved to the door's
   */
  public void fitted(Fits.Fit fit) {
    Instant from = door.between(time -> take(fit, time.plusMillis(1))).join().plusMillis(1);
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      lookAt(slot, from);
    }
  }

  private void take(Fits.Fit fit, Instant from) {
    Fits fits = parts.context().fits().and(List.of(fit.from(from)));
    fittings.put(fits, false);
    parts.put(parts.inForce().with(parts.context().with(fits)));
  }

  /** Everyone of a slot, between the batches: a million at a time would not fit into memory. */
  private void lookAt(int slot, Instant from) {
    var all = new ArrayList<CompletableFuture<?>>();
    reader.customers(slot, id -> all.add(crew.look(id, from)));
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
  }

  /** Keeps fits of the past: everyone is folded anew by them when the store is opened next. */
  public void fittedInThePast(List<Fits.Fit> fits) {
    fittings.put(fittings.all().and(fits), true);
  }

  /** Puts fits of the past into force now: everyone is folded anew by them, as after a publish. */
  public void judgeThePastBy(List<Fits.Fit> fits) {
    publisher.restate(context -> {
      Fits all = context.fits().and(fits);
      fittings.put(all, true);
      return context.with(all);
    });
  }

  /** What is sold. */
  public Products products() {
    return products;
  }

  public Settings settings() {
    return settings;
  }

  /** The addresses nothing is sent to. */
  public Suppressions suppressions() {
    return suppressions;
  }

  /** What a command came to; empty while nobody knows. */
  public Optional<Fields> outcome(long position) {
    return outcomes.find(position);
  }

  /** What came of nobody, as counts. */
  public Tallies tallies() {
    return tallies;
  }

  public Status status() {
    return Status.of(disk, quarantine, crew);
  }

  /** While history is being loaded nobody is refolded, so that each is refolded once. */
  public Holding holdRefolds() {
    crew.holdRefolds();
    return crew::releaseRefolds;
  }

  /** Close it when the history is in. */
  public interface Holding extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until everything accepted is worked on and everyone is folded; false when it takes
   * longer.
   */
  public boolean settle(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    int quiet = 0;
    while (quiet < 3 && System.nanoTime() < end) {
      quiet = door.idle() && crew.idle() && !Outbox.any(disk) ? quiet + 1 : 0;
      try {
        Thread.sleep(5);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return quiet == 3;
  }

  /** Copies everything to a new folder while this goes on. */
  public Copied backup(Path to) {
    long position = chain.last();
    Backups.make(to, position, disk::copyTo, erasures());
    return new Copied(position);
  }

  /**
   * Erases a customer: who they were, what they did, what was concluded. Returns once it is decided
   * for good; {@link Erased#finished} comes when no byte of theirs is left in the store's files.
   */
  public Erased erase(CustomerId customer, String author) {
    return eraser.erase(customer, author);
  }

  /**
   * Tells of each erasure once it is decided, whoever asked for it, with the author's name, and now
   * of those before the last stop that were not {@link #reported}. Called on the thread of who
   * asked, which waits.
   */
  public void followErasures(BiConsumer<Erased, String> by) {
    eraser.follow(by);
  }

  /** The end of an erasure is on record, so that nobody is told of it again. */
  public void reported(Erased erased) {
    eraser.reported(erased.position());
  }

  /** Lets go of what was kept long enough. */
  public Sweeper sweeper() {
    return sweeper;
  }

  /** Who was erased, as a file that {@link #restore} takes. */
  public String erasures() {
    return ErasureList.write(Erasures.of(disk), Meta.fingerprint(disk));
  }

  /** What a backup holds: everything up to this position, and perhaps some more. */
  public record Copied(long position) {}

  /**
   * Makes a data folder from a backup. Whoever was erased since is erased again when it is opened,
   * before anything is served.
   *
   * @param erasures the newest list there is; null to go by the backup's own
   * @return how many erasures the backup did not know
   */
  public static int restore(Path from, Path folder, @Nullable Path erasures) {
    Backups.restore(from, folder);
    if (erasures == null) {
      return 0;
    }
    String list = Backups.read(erasures);
    try (RocksDisk disk = RocksDisk.open(folder.resolve("database"))) {
      return Eraser.note(ErasureList.read(list, Meta.fingerprint(disk)), disk);
    }
  }

  /** Reads every link and record there is; throws with the first that is wrong. */
  public Chain.Verified verify() {
    try {
      return Chain.verify(disk);
    } catch (DiskFailed broken) {
      throw unreadable(broken);
    }
  }

  @Override
  public void close() {
    // Whoever ends what is under way may have to wait for the workers.
    crew.begin();
    sweeper.close();
    eraser.close();
    door.close();
    crew.close();
    tallies.close();
    disk.close();
    if (folder != null) {
      folder.close();
    }
  }

  private static void acknowledge(@Nullable Folder folder, long position) {
    if (folder != null) {
      folder.acknowledge(position);
    }
  }

  private static void deliver(AtomicReference<Door> door, List<Outbox.Letter> letters) {
    Door open = door.get();
    if (open != null) {
      open.send(letters);
    }
  }
}
