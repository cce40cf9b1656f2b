package habitue.outreach.webhook;

import habitue.store.feed.Outgoing;
import habitue.store.feed.Position;
import habitue.store.feed.PositionGone;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one target its facts, one batch after the other. What arrived is noted only after it did,
 * so a stop at any moment sends a batch twice at worst. A batch that fails is tried again, longer
 * and longer after, and those behind it wait, since facts arrive in order; after a day it becomes a
 * dead letter and the next one's turn comes.
 */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int ITEMS = 100;
  private static final int MOST_LETTERS = 1_000;
  private static final int PASSED_BEFORE_NOTED = 10_000;
  private static final String GONE = "gone";

  private final Webhook webhook;
  private final FactLine.Wanted wanted;
  private final Outgoing outgoing;
  private final WebhookBook book;
  private final Post post;
  private final WebhookOptions options;
  private final InstantSource clock;
  private final Object lock = new Object();
  private Progress progress;
  private List<DeadLetter> letters;
  private int passed;
  private boolean stopped;
  private boolean woken;
  private @Nullable Thread thread;

  /** What couriers share. */
  record Tools(
      Outgoing outgoing,
      WebhookBook book,
      Post post,
      WebhookOptions options,
      InstantSource clock) {}

  Courier(Webhook webhook, Tools tools) {
    this.webhook = webhook;
    this.wanted = new FactLine.Wanted(webhook.types(), webhook.stores());
    this.outgoing = tools.outgoing();
    this.book = tools.book();
    this.post = tools.post();
    this.options = tools.options();
    this.clock = tools.clock();
    this.progress = book.progress(webhook);
    this.letters = book.letters(webhook);
  }

  void start() {
    thread = Thread.ofVirtual().name("webhook-" + webhook.id()).start(this::run);
  }

  Webhook webhook() {
    return webhook;
  }

  Progress progress() {
    synchronized (lock) {
      return progress;
    }
  }

  List<DeadLetter> letters() {
    synchronized (lock) {
      return letters;
    }
  }

  /**
   * Has dead letters sent again, in between.
   *
   * @param number of one, or 0 for all
   * @return how many
   */
  int replay(int number) {
    synchronized (lock) {
      List<DeadLetter> asked =
          letters.stream()
              .map(each -> number == 0 || each.number() == number ? each.asking() : each)
              .toList();
      keep(asked);
      woken = true;
      lock.notifyAll();
      return (int) asked.stream().filter(DeadLetter::asked).count();
    }
  }

  /** Ends it, and waits for the delivery under way to break off. */
  void stop() throws InterruptedException {
    synchronized (lock) {
      stopped = true;
      lock.notifyAll();
    }
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      running.join();
    }
  }

  private void run() {
    while (!over()) {
      try {
        turn();
      } catch (RuntimeException broken) {
        LOG.error("webhook {} rests: {}", webhook, broken.getClass().getName());
        rest(options.longestWait());
      }
    }
  }

  private void turn() {
    replayAsked();
    if (over()) {
      return;
    }
    try {
      forward(outgoing.read(progress().position(), ITEMS));
    } catch (PositionGone gone) {
      bury(progress().position(), outgoing.read(null, 1).next(), 0, GONE);
      note(new Progress(null, null, 0, GONE, progress().delivered()));
    }
  }

  private void forward(Outgoing.Reading reading) {
    List<Outgoing.Item> items =
        reading.items().stream().filter(item -> wanted.wants(item.news())).toList();
    if (items.isEmpty()) {
      pass(reading);
      return;
    }
    Delivery delivery = Delivery.of(webhook, items);
    Position to = delivery.lines().size() == items.size() ? reading.next() : delivery.to();
    String error = send(delivery);
    Instant now = clock.instant();
    if (error.isEmpty()) {
      note(progress().arrived(to, now));
    } else if (!over()) {
      fail(delivery, to, error, now);
    }
  }

  private void pass(Outgoing.Reading reading) {
    passed += reading.items().size();
    if (passed >= PASSED_BEFORE_NOTED) {
      note(progress().passed(reading.next()));
    } else {
      synchronized (lock) {
        progress = progress.passed(reading.next());
      }
    }
    if (!reading.more()) {
      rest(options.poll());
    }
  }

  private void fail(Delivery delivery, Position to, String error, Instant now) {
    Progress failed = progress().failed(error, now);
    Instant since = failed.failingSince() == null ? now : failed.failingSince();
    if (now.isBefore(since.plus(options.giveUpAfter()))) {
      note(failed);
    } else {
      bury(failed.position(), to, delivery.lines().size(), error);
      note(failed.gaveUp(to));
    }
    double chance = ThreadLocalRandom.current().nextDouble();
    rest(options.waitAfter(failed.failures(), chance));
  }

  private String send(Delivery delivery) {
    Instant now = clock.instant();
    byte[] body = delivery.body(now);
    return post.send(webhook.url(), delivery.headers(body, now), body);
  }

  private void replayAsked() {
    for (DeadLetter letter : letters()) {
      if (letter.asked() && !over()) {
        String error = resend(letter);
        synchronized (lock) {
          var left = new ArrayList<>(letters);
          left.removeIf(each -> each.number() == letter.number());
          if (!error.isEmpty()) {
            left.addFirst(letter.failed(error));
          }
          keep(left);
        }
      }
    }
  }

  /** Sends the piece of the stream again that a letter names. */
  private String resend(DeadLetter letter) {
    Position from = letter.from();
    try {
      while (true) {
        Outgoing.Reading reading = outgoing.read(from, ITEMS);
        List<Outgoing.Item> items =
            reading.items().stream()
                .filter(item -> item.position().compareTo(letter.to()) <= 0)
                .filter(item -> wanted.wants(item.news()))
                .toList();
        boolean last = !reading.more() || reading.next().compareTo(letter.to()) >= 0;
        if (items.isEmpty() && last) {
          return "";
        }
        from = reading.next();
        if (!items.isEmpty()) {
          Delivery delivery = Delivery.of(webhook, items);
          String error = send(delivery);
          if (!error.isEmpty()) {
            return error;
          }
          from = delivery.lines().size() == items.size() ? reading.next() : delivery.to();
        }
      }
    } catch (PositionGone gone) {
      return GONE;
    }
  }

  private void bury(@Nullable Position from, Position to, int facts, String error) {
    synchronized (lock) {
      int number = letters.stream().mapToInt(DeadLetter::number).max().orElse(0) + 1;
      var more = new ArrayList<>(letters);
      more.add(new DeadLetter(number, from, to, facts, clock.instant(), error, false));
      keep(more.subList(Math.max(0, more.size() - MOST_LETTERS), more.size()));
    }
  }

  private void keep(List<DeadLetter> changed) {
    letters = List.copyOf(changed);
    book.save(webhook, letters);
  }

  private void note(Progress changed) {
    synchronized (lock) {
      progress = changed;
      passed = 0;
      book.save(webhook, changed);
    }
  }

  private boolean over() {
    synchronized (lock) {
      return stopped;
    }
  }

  private void rest(Duration time) {
    synchronized (lock) {
      try {
        long end = System.nanoTime() + time.toNanos();
        long left = Math.max(1, time.toMillis());
        while (!stopped && !woken && left > 0) {
          lock.wait(left);
          left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
        woken = false;
      } catch (InterruptedException stop) {
        stopped = true;
      }
    }
  }
}
