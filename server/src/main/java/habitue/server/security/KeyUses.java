package habitue.server.security;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When each key was last used. A use costs a look into memory; what is new is written once a minute
 * at most and when the server stops. A kill loses the last minute of it, and nothing else.
 */
public final class KeyUses implements AutoCloseable {
  private static final String NAME = "keyUses";
  private static final long WRITTEN_EVERY = Duration.ofMinutes(1).toMillis();
  private static final long EXACT_TO = Duration.ofSeconds(1).toMillis();

  private final Settings settings;
  private final InstantSource clock;
  private final Map<String, AtomicLong> lastById = new ConcurrentHashMap<>();
  private final AtomicLong writtenAt;
  private final AtomicBoolean changed = new AtomicBoolean();
  private boolean closed;

  public KeyUses(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.writtenAt = new AtomicLong(clock.millis());
    settings
        .find(NAME)
        .ifPresent(said ->
            said.values()
                .forEach((id, _) ->
                    said.number(id)
                        .ifPresent(at -> lastById.put(id, new AtomicLong(at.longValue())))));
  }

  /** Notes that a key was used now. */
  public void used(String id) {
    long now = clock.millis();
    AtomicLong last = lastById.get(id);
    if (last == null) {
      last = lastById.computeIfAbsent(id, _ -> new AtomicLong());
    }
    if (now - last.get() < EXACT_TO) {
      return;
    }
    last.set(now);
    changed.set(true);
    long before = writtenAt.get();
    if (now - before >= WRITTEN_EVERY && writtenAt.compareAndSet(before, now)) {
      Thread.startVirtualThread(this::write);
    }
  }

  public Optional<Instant> last(String id) {
    return Optional.ofNullable(lastById.get(id)).map(at -> Instant.ofEpochMilli(at.get()));
  }

  private synchronized void write() {
    if (!closed && changed.getAndSet(false)) {
      var uses = new TreeMap<String, Value>();
      lastById.forEach((id, at) -> uses.put(id, Value.of(at.get())));
      settings.put(NAME, Fields.of(uses));
    }
  }

  @Override
  public synchronized void close() {
    write();
    closed = true;
  }
}
