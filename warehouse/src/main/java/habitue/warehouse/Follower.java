package habitue.warehouse;

import habitue.store.feed.Feed;
import habitue.warehouse.file.Database;
import habitue.warehouse.file.WarehouseRefused;
import habitue.warehouse.rows.Intake;
import habitue.warehouse.rows.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that takes what the store says, about every second; the file's only writer. */
final class Follower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  private final Supplier<Database> database;
  private final Feed feed;
  private final Runnable renew;
  private final WarehouseOptions options;
  private final ReentrantLock writing = new ReentrantLock();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Intake intake;
  private volatile Lag lag = Lag.UNKNOWN;

  /**
   * @param renew writes the file anew, without what was erased
   */
  Follower(Supplier<Database> database, Feed feed, WarehouseOptions options, Runnable renew) {
    this.renew = renew;
    this.database = database;
    this.feed = feed;
    this.options = options;
    this.thread = Thread.ofPlatform().name("warehouse").daemon().unstarted(this::follow);
  }

  void start() {
    thread.start();
  }

  Lag lag() {
    return lag;
  }

  private void follow() {
    Duration wait = Duration.ZERO;
    while (!closedWithin(wait)) {
      wait = step();
    }
  }

  private boolean closedWithin(Duration wait) {
    try {
      return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Takes once; how long to wait before the next time. */
  private Duration step() {
    try {
      return takeOnce().more() ? Duration.ZERO : options.interval();
    } catch (WarehouseRefused refused) {
      return troubled(String.valueOf(refused.getMessage()), refused);
    } catch (RuntimeException unexpected) {
      return troubled("The warehouse met something unexpected; see the log.", unexpected);
    }
  }

  private Duration troubled(String words, RuntimeException trouble) {
    LOG.warn("The warehouse does not follow: {}", words, trouble);
    lag = lag.failed(words);
    return AFTER_TROUBLE;
  }

  Taken takeOnce() {
    writing.lock();
    try {
      if (closedWithin(Duration.ZERO)) {
        return Taken.NOTHING;
      }
      Instant start = Instant.now();
      Intake current = intake();
      intake = null;
      Taken taken = current.take(options.most());
      intake = current;
      lag = lag.found(taken, start);
      renewIfErased();
      return taken;
    } finally {
      writing.unlock();
    }
  }

  private void renewIfErased() {
    long left =
        database.get().sql().number("select count(*) from about where name = 'erased_bytes'");
    if (left == 0) {
      return;
    }
    intake = null;
    try {
      renew.run();
    } catch (WarehouseRefused refused) {
      if (refused.code() != WarehouseRefused.Code.BUSY) {
        throw refused;
      }
      // Read too heavily just now: the next time.
    }
  }

  private Intake intake() {
    Intake current = intake;
    if (current == null) {
      current = Intake.of(database.get(), feed, options.playbook());
      current.releaseAll();
    }
    return current;
  }

  /** Does something while nobody writes; what follows starts from what the file then says. */
  <T> T whileStill(Supplier<T> work) {
    writing.lock();
    try {
      intake = null;
      return work.get();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
