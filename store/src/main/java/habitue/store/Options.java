package habitue.store;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
import habitue.engine.reward.share.Sharing;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/**
 * How a store is opened.
 *
 * @param context the brand's parameters, which the data itself may know
 * @param customers how customers live
 * @param shared the behaviours of entities that people share, by kind
 * @param workers how many threads drive the engine
 * @param cached how many entities are kept in memory, for all workers together
 * @param spareBytes the door takes nothing while the disk has less than this left
 * @param acceptLoss open even where acknowledged records are missing at the journal's end
 * @param works whether the workers begin with the opening, or when they are told to
 */
public record Options(
    Function<Settings, Context> context,
    Behaviour<CustomerState> customers,
    Map<String, Behaviour<?>> shared,
    InstantSource clock,
    int workers,
    int cached,
    long spareBytes,
    boolean acceptLoss,
    boolean works) {
  private static final int CACHED = 40_000;
  private static final long SPARE = 256L << 20;

  public static Options of(Context context) {
    return of(_ -> context);
  }

  public static Options of(Function<Settings, Context> context) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Options(
        context,
        new CustomerBehaviour(),
        Sharing.behaviours(),
        InstantSource.system(),
        Math.max(1, cores),
        CACHED,
        SPARE,
        false,
        true);
  }

  public Options at(InstantSource newClock) {
    return new Options(
        context, customers, shared, newClock, workers, cached, spareBytes, acceptLoss, works);
  }

  public Options withCustomers(Behaviour<CustomerState> behaviour) {
    return new Options(
        context, behaviour, shared, clock, workers, cached, spareBytes, acceptLoss, works);
  }

  public Options withShared(Map<String, Behaviour<?>> behaviours) {
    return new Options(
        context, customers, behaviours, clock, workers, cached, spareBytes, acceptLoss, works);
  }

  public Options withWorkers(int count) {
    return new Options(
        context, customers, shared, clock, count, cached, spareBytes, acceptLoss, works);
  }

  public Options caching(int count) {
    return new Options(
        context, customers, shared, clock, workers, count, spareBytes, acceptLoss, works);
  }

  public Options sparing(long bytes) {
    return new Options(
        context, customers, shared, clock, workers, cached, bytes, acceptLoss, works);
  }

  public Options acceptingLoss() {
    return new Options(context, customers, shared, clock, workers, cached, spareBytes, true, works);
  }

  /** With workers that begin once {@link Store#work} is called: whoever opens it is not held up. */
  public Options atRest() {
    return new Options(
        context, customers, shared, clock, workers, cached, spareBytes, acceptLoss, false);
  }
}
