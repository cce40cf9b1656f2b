package habitue.server.me;

import habitue.server.security.Hashes;
import habitue.server.security.NewKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * Who is at their own page now, in memory and by hashes of what their cookies say. They have
 * nothing to do with the console's sessions. One ends after 30 minutes in which nobody did
 * anything, and two hours after its link was opened.
 */
@Component
final class PageSessions {
  static final Duration IDLE = Duration.ofMinutes(30);
  static final Duration OLDEST = Duration.ofHours(2);
  private static final int MOST = 50_000;

  private final InstantSource clock;
  private final Map<String, PageSession> byHash = new ConcurrentHashMap<>();

  PageSessions(InstantSource clock) {
    this.clock = clock;
  }

  /** Begins one; what its cookie is to say. */
  String begin(PageSession session) {
    if (byHash.size() >= MOST) {
      makeRoom();
    }
    String secret = NewKey.of("hbme");
    byHash.put(Hashes.sha256(secret), session);
    return secret;
  }

  /** The session of a cookie, which is a sign of life. */
  Optional<PageSession> find(String secret) {
    Instant now = clock.instant();
    return Optional.ofNullable(
        byHash.computeIfPresent(
            Hashes.sha256(secret), (_, session) -> over(session, now) ? null : session.seen(now)));
  }

  void change(String secret, UnaryOperator<PageSession> change) {
    byHash.computeIfPresent(Hashes.sha256(secret), (_, session) -> change.apply(session));
  }

  void end(String secret) {
    byHash.remove(Hashes.sha256(secret));
  }

  private static boolean over(PageSession session, Instant now) {
    return session.lastAct().plus(IDLE).isBefore(now) || session.began().plus(OLDEST).isBefore(now);
  }

  /** Whoever did nothing for longest goes first. */
  private void makeRoom() {
    Instant now = clock.instant();
    byHash.values().removeIf(session -> over(session, now));
    if (byHash.size() >= MOST) {
      byHash.entrySet().stream()
          .min(Comparator.comparing(each -> each.getValue().lastAct()))
          .ifPresent(each -> byHash.remove(each.getKey()));
    }
  }
}
