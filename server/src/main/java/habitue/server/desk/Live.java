package habitue.server.desk;

import habitue.server.console.ConsoleData.Following;
import habitue.server.console.view.Moment;
import habitue.warehouse.file.WarehouseRefused;
import habitue.warehouse.report.Happenings;
import habitue.warehouse.report.Happenings.Happening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what comes live. One thread asks the tables for all of them, and only while
 * someone listens; after a flood it goes on with the newest.
 */
final class Live {
  private static final Logger LOG = LoggerFactory.getLogger(Live.class);
  private static final Duration BEAT = Duration.ofMillis(700);
  private static final int MOST_LISTENERS = 500;

  private final Happenings happenings;
  private final Moments moments;
  private final List<Listener> listeners = new ArrayList<>();
  private @Nullable Thread poller;

  Live(Happenings happenings, Moments moments) {
    this.happenings = happenings;
    this.moments = moments;
  }

  private record Listener(@Nullable String store, Consumer<Moment> to) {
    void tell(Happening happening, Moment moment) {
      if (store == null || store.equals(happening.store())) {
        to.accept(moment);
      }
    }
  }

  /** Beyond so many listeners a new one hears nothing; its page still shows what is newest. */
  synchronized Following follow(@Nullable String store, Consumer<Moment> to) {
    var listener = new Listener(store, to);
    if (listeners.size() < MOST_LISTENERS) {
      listeners.add(listener);
    }
    if (poller == null) {
      poller = Thread.ofPlatform().name("live").daemon().start(this::poll);
    }
    return () -> leave(listener);
  }

  @SuppressWarnings("ReferenceEquality") // This very one, should two be equal.
  private synchronized void leave(Listener listener) {
    listeners.removeIf(each -> each == listener);
  }

  /** The house is closing: nothing more will be told. */
  private synchronized void leaveAll() {
    listeners.clear();
  }

  /** Whom to tell; with nobody left the poller ends. */
  private synchronized List<Listener> listening() {
    if (listeners.isEmpty()) {
      poller = null;
    }
    return List.copyOf(listeners);
  }

  private void poll() {
    long seen = Long.MAX_VALUE;
    List<Listener> to = listening();
    while (!to.isEmpty()) {
      seen = told(seen, to);
      try {
        Thread.sleep(BEAT);
      } catch (InterruptedException stop) {
        return;
      }
      to = listening();
    }
  }

  /** Tells what came after a number; the number that is then seen. */
  private long told(long seen, List<Listener> to) {
    try {
      long latest = happenings.latest();
      if (latest <= seen) {
        return latest;
      }
      List<Happening> news = happenings.since(seen, Happenings.MOST);
      for (Happening each : news) {
        if (!Moments.repeats(each)) {
          Moment moment = moments.of(each);
          to.forEach(listener -> listener.tell(each, moment));
        }
      }
      return news.isEmpty() ? latest : Math.max(latest, news.getLast().seq());
    } catch (WarehouseRefused refused) {
      if (refused.code() == WarehouseRefused.Code.CLOSED) {
        leaveAll();
      } else {
        LOG.warn("what happens cannot be told just now: {}", refused.getMessage());
      }
      return seen;
    } catch (RuntimeException trouble) {
      LOG.warn("what happens cannot be told just now: {}", trouble.getMessage());
      return seen;
    }
  }
}
