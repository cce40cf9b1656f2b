package habitue.app.house;

import habitue.engine.Fits;
import habitue.insight.rfm.Cuts;
import habitue.insight.rfm.RfmCuts;
import habitue.model.Fields;
import habitue.store.Customs;
import habitue.store.Store;
import habitue.warehouse.Warehouse;
import habitue.warehouse.next.LearntOrders;
import habitue.warehouse.report.Fitting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the fits over the whole base fresh while the server runs: one a week, and one where a cut
 * moved by more than 5 %, which is looked at every hour; what orders teach of the next one comes
 * once a day. Before enough have bought for a first fit it looks every minute. After history came
 * in, or the currency is another, there is one for each past month's end, so that the past is
 * judged by what could be known then.
 */
public final class Fitter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);
  private static final Duration EVERY = Duration.ofDays(7);
  private static final Duration DAILY = Duration.ofDays(1);
  private static final Duration HOURLY = Duration.ofHours(1);
  private static final Duration LOOKED = Duration.ofMinutes(1);
  private static final double MOVED = 0.05;
  private static final String FITTED = "fitted";
  private static final String CURRENCY = "currency";

  private final Store store;
  private final Warehouse warehouse;
  private final LearntOrders learnt;
  private final Fitting fitting;
  private final History history;
  private final InstantSource clock;
  private final Thread thread;
  private @Nullable Instant compared;

  public Fitter(House house, InstantSource clock) {
    this.store = house.store();
    this.warehouse = house.warehouse();
    this.learnt = warehouse.learntOrders();
    this.fitting = of(house);
    this.history = new History(fitting, store.context().zone());
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("fitter").daemon().unstarted(this::run);
  }

  private static Fitting of(House house) {
    var context = house.store().context();
    return new Fitting(house.warehouse().readers(), context.currency(), context.zone());
  }

  /** Looks every minute whether a fit is due. */
  public void start() {
    thread.start();
  }

  /**
   * Fits the past as of each month's end, and as of an instant; it counts once the folder is opened
   * again.
   */
  public static void fitThePast(House house, Instant until) {
    List<Fits.Fit> fits = of(house).monthly(until);
    fits.add(upTo(of(house), house.store(), until));
    house.store().fittedInThePast(fits);
    keepCurrency(house.store());
  }

  private static Fits.Fit upTo(Fitting fitting, Store store, Instant now) {
    LocalDate day = LocalDate.ofInstant(now, store.context().zone());
    return fitting.upTo(day, now).with(Customs.of(store));
  }

  /** Whether the cuts of money are in another currency than the brand's. */
  private static boolean otherCurrency(Store store) {
    return store.status().refolding() == 0
        && store
            .settings()
            .find(FITTED)
            .flatMap(said -> said.text(CURRENCY))
            .filter(said -> !said.equals(store.context().currency()))
            .isPresent();
  }

  private static void keepCurrency(Store store) {
    Fields fitted = Fields.NONE.with(CURRENCY, store.context().currency());
    if (!store.settings().find(FITTED).equals(Optional.of(fitted))) {
      store.settings().put(FITTED, fitted);
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        Thread.sleep(LOOKED);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes what is due now. */
  void look() {
    try {
      fitWhereDue();
      learnWhereDue();
    } catch (RuntimeException broken) {
      LOG.warn("a fit over the whole base broke and is tried again in a minute", broken);
    }
  }

  private void fitWhereDue() {
    Instant now = clock.instant();
    Fits fits = store.context().fits();
    boolean settled = history.settled(now, warehouse.lag().taken());
    if (settled && (history.due(fits) || otherCurrency(store))) {
      store.judgeThePastBy(fitting.monthly(now));
      store.fitted(upTo(fitting, store, now));
      keepCurrency(store);
      history.fitted(now);
    } else if (due(fits.at(now.toEpochMilli()), now)) {
      store.fitted(upTo(fitting, store, now));
      keepCurrency(store);
    }
  }

  private boolean due(Fits.@Nullable Fit last, Instant now) {
    if (last == null || last.empty()) {
      return cuts(now) != null;
    }
    boolean old = Instant.ofEpochMilli(last.from()).plus(EVERY).compareTo(now) <= 0;
    return old || uncounted(last) || moved(last.rfm(), now);
  }

  /** Whether the playbook has a habit that was not counted yet. */
  private boolean uncounted(Fits.Fit last) {
    return store.context().playbook().plan().talk().habits().stream()
        .anyMatch(habit -> !last.usual().containsKey(habit.key()));
  }

  private boolean moved(@Nullable RfmCuts last, Instant now) {
    if (compared != null && compared.plus(HOURLY).isAfter(now)) {
      return false;
    }
    compared = now;
    RfmCuts fresh = cuts(now);
    return fresh != null
        && (last == null
            || moved(last.recency(), fresh.recency())
            || moved(last.frequency(), fresh.frequency())
            || moved(last.monetary(), fresh.monetary()));
  }

  private @Nullable RfmCuts cuts(Instant now) {
    return fitting.cuts(LocalDate.ofInstant(now, store.context().zone()));
  }

  private static boolean moved(Cuts last, Cuts fresh) {
    for (int i = 0; i < last.highest().size(); i++) {
      long before = last.highest().get(i);
      if (Math.abs(fresh.highest().get(i) - before) > MOVED * Math.abs(before)) {
        return true;
      }
    }
    return false;
  }

  /** Kept in memory alone, so at every start too. */
  private void learnWhereDue() {
    Instant now = clock.instant();
    boolean due = learnt.last().map(last -> !last.at().plus(DAILY).isAfter(now)).orElse(true);
    if (due) {
      learnt.learn(now);
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
