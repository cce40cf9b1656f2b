package habitue.app.house;

import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.store.Customs;
import habitue.store.Store;
import habitue.warehouse.next.LearntOrders;
import habitue.warehouse.report.Fitting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the fits over the whole base fresh: one a week while the server runs, and what orders teach
 * of the next one a day; and one for each past month's end after history came in, so that the past
 * is judged by what could be known then.
 */
public final class Fitter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);
  private static final Duration EVERY = Duration.ofDays(7);
  private static final Duration DAILY = Duration.ofDays(1);
  private static final Duration LOOKED = Duration.ofHours(1);

  private final Store store;
  private final LearntOrders learnt;
  private final Fitting fitting;
  private final InstantSource clock;
  private final Thread thread;

  public Fitter(House house, InstantSource clock) {
    this.store = house.store();
    this.learnt = house.warehouse().learntOrders();
    this.fitting = of(house);
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("fitter").daemon().unstarted(this::run);
  }

  private static Fitting of(House house) {
    Context context = house.store().context();
    return new Fitting(house.warehouse().readers(), context.currency(), context.zone());
  }

  /** Looks every hour whether a fit is due. */
  public Fitter start() {
    thread.start();
    return this;
  }

  /**
   * Fits the past as of each month's end, and as of an instant; it counts once the folder is opened
   * again.
   */
  public static void fitThePast(House house, Instant until) {
    Fitting fitting = of(house);
    List<Fits.Fit> fits = fitting.monthly(until);
    LocalDate day = LocalDate.ofInstant(until, house.store().context().zone());
    fits.add(fitting.upTo(day, until).with(Customs.of(house.store())));
    house.store().fittedInThePast(fits);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        fitWhereDue();
        learnWhereDue();
        Thread.sleep(LOOKED);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void fitWhereDue() {
    try {
      Instant now = clock.instant();
      Fits.Fit last = store.context().fits().at(now.toEpochMilli());
      if (last == null || due(last, now)) {
        LocalDate today = LocalDate.ofInstant(now, store.context().zone());
        store.fitted(fitting.upTo(today, now).with(Customs.of(store)));
      }
    } catch (RuntimeException broken) {
      LOG.warn("a fit over the whole base broke and is tried again in an hour", broken);
    }
  }

  /** After a week, or where the playbook has a habit that was not counted yet. */
  private boolean due(Fits.Fit last, Instant now) {
    boolean old = Instant.ofEpochMilli(last.from()).plus(EVERY).compareTo(now) <= 0;
    return old
        || store.context().playbook().plan().talk().habits().stream()
            .anyMatch(habit -> !last.usual().containsKey(habit.key()));
  }

  /** Kept in memory alone, so at every start too. */
  private void learnWhereDue() {
    try {
      Instant now = clock.instant();
      boolean due = learnt.last().map(last -> !last.at().plus(DAILY).isAfter(now)).orElse(true);
      if (due) {
        learnt.learn(now);
      }
    } catch (RuntimeException broken) {
      LOG.warn("orders taught nothing and are read again in an hour", broken);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
