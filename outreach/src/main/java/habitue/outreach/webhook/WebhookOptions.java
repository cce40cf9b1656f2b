package habitue.outreach.webhook;

import java.time.Duration;

/**
 * How webhooks are sent.
 *
 * @param anywhere whether private addresses and plain HTTP are allowed
 * @param atMost how long one delivery may take
 * @param firstWait after a first failure; it doubles with each one
 * @param longestWait between two tries
 * @param giveUpAfter how long a batch is tried before it becomes a dead letter
 * @param poll how often to look for what is new
 */
public record WebhookOptions(
    boolean anywhere,
    Duration atMost,
    Duration firstWait,
    Duration longestWait,
    Duration giveUpAfter,
    Duration poll) {
  public static final WebhookOptions USUAL =
      new WebhookOptions(
          false,
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofHours(1),
          Duration.ofHours(24),
          Duration.ofMillis(250));

  /** The usual, to private addresses too. */
  public WebhookOptions toAnywhere() {
    return new WebhookOptions(true, atMost, firstWait, longestWait, giveUpAfter, poll);
  }

  /** How long to wait after so many failures: half of it is chance, so that none march in step. */
  Duration waitAfter(int failures, double chance) {
    long doubled = firstWait.toMillis() << Math.min(failures - 1, 20);
    long most = Math.min(doubled, longestWait.toMillis());
    return Duration.ofMillis((long) (most * (0.5 + chance / 2)));
  }
}
