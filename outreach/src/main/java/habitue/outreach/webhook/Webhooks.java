package habitue.outreach.webhook;

import habitue.store.Settings;
import habitue.store.feed.Outgoing;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** All webhooks of the brand, and their couriers while this is open. */
public final class Webhooks implements AutoCloseable {
  /** Each has a courier and one connection at a time: so many are bounded together. */
  public static final int MOST = 50;

  private final WebhookBook book;
  private final Targets targets;
  private final Courier.Tools tools;
  private final InstantSource clock;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-watch").factory());
  private final Map<Integer, Courier> couriers = new ConcurrentSkipListMap<>();

  private Webhooks(
      Outgoing outgoing, Settings settings, WebhookOptions options, InstantSource clock) {
    this.book = new WebhookBook(settings);
    this.targets = new Targets(options.anywhere());
    this.clock = clock;
    var post = new Post(targets, options.atMost(), watch);
    this.tools = new Courier.Tools(outgoing, book, post, options, clock);
  }

  /** Goes on where deliveries were left. */
  public static Webhooks open(
      Outgoing outgoing, Settings settings, WebhookOptions options, InstantSource clock) {
    var webhooks = new Webhooks(outgoing, settings, options, clock);
    webhooks.book.all().forEach(webhooks::send);
    return webhooks;
  }

  /** A webhook and how it does. */
  public record State(Webhook webhook, Progress progress, int deadLetters) {}

  public List<State> all() {
    return couriers.values().stream().map(Webhooks::state).toList();
  }

  public Optional<State> find(String id) {
    return courier(id).map(Webhooks::state);
  }

  /**
   * Adds a target, which gets what is concluded from now on.
   *
   * @throws TargetRefused where nothing may be sent to
   */
  public synchronized Webhook add(URI url, Set<String> types, Set<String> stores) {
    targets.check(url);
    targets.resolve(url);
    if (couriers.size() >= MOST) {
      throw new TargetRefused("too_many", "there are 50 webhooks already");
    }
    var webhook =
        new Webhook(book.nextNumber(), url, types, stores, Signature.newSecret(), clock.instant());
    book.save(webhook, Progress.at(tools.outgoing().end()));
    book.add(webhook);
    send(webhook);
    return webhook;
  }

  /** Removes a target with all that waits for it; false where there is none. */
  public synchronized boolean remove(String id) {
    Optional<Courier> courier = courier(id);
    courier.ifPresent(found -> {
      couriers.remove(found.webhook().number());
      stop(found);
      book.remove(found.webhook());
    });
    return courier.isPresent();
  }

  public List<DeadLetter> deadLetters(String id) {
    return courier(id).map(Courier::letters).orElse(List.of());
  }

  /**
   * Has dead letters sent again.
   *
   * @param letter the number of one, or 0 for all
   * @return how many are on their way
   */
  public int replay(String id, int letter) {
    return courier(id).map(found -> found.replay(letter)).orElse(0);
  }

  private void send(Webhook webhook) {
    var courier = new Courier(webhook, tools);
    couriers.put(webhook.number(), courier);
    courier.start();
  }

  private Optional<Courier> courier(String id) {
    return couriers.values().stream()
        .filter(courier -> courier.webhook().id().equals(id))
        .findFirst();
  }

  private static State state(Courier courier) {
    return new State(courier.webhook(), courier.progress(), courier.letters().size());
  }

  private static void stop(Courier courier) {
    try {
      courier.stop();
    } catch (InterruptedException now) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    couriers.values().forEach(Webhooks::stop);
    couriers.clear();
    watch.shutdownNow();
  }
}
