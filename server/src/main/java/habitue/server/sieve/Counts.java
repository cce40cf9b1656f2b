package habitue.server.sieve;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How much was cut and marked, by source, day (UTC) and kind, for five weeks. Written down now and
 * then and at the end: a crash loses the last seconds of the counts, never an event.
 */
public final class Counts implements AutoCloseable {
  private static final String NAME = "door-counts";
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int DAYS = 35;

  private final @Nullable Settings settings;
  private final InstantSource clock;
  private final ConcurrentMap<Key, LongAdder> counts = new ConcurrentHashMap<>();
  private volatile Instant written;

  public Counts(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.written = clock.instant();
    read(settings);
  }

  private Counts(InstantSource clock) {
    this.settings = null;
    this.clock = clock;
    this.written = clock.instant();
  }

  /** Counts that nobody keeps. */
  public static Counts inMemory() {
    return new Counts(InstantSource.system());
  }

  private record Key(int source, LocalDate day, Cut cut) {}

  /** A count of one source and day. */
  public record Count(int source, LocalDate day, Cut cut, long count) {}

  public List<Count> all() {
    return counts.entrySet().stream()
        .map(each ->
            new Count(
                each.getKey().source(),
                each.getKey().day(),
                each.getKey().cut(),
                each.getValue().sum()))
        .toList();
  }

  void add(int source, Cut cut, Instant now) {
    var key = new Key(source, LocalDate.ofInstant(now, ZoneOffset.UTC), cut);
    counts.computeIfAbsent(key, _ -> new LongAdder()).increment();
    writeNowAndThen(now);
  }

  private void writeNowAndThen(Instant now) {
    if (Duration.between(written, now).compareTo(EVERY) > 0) {
      written = now;
      write();
    }
  }

  @Override
  public void close() {
    write();
  }

  private synchronized void write() {
    if (settings == null) {
      return;
    }
    LocalDate oldest = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS);
    counts.keySet().removeIf(key -> key.day().isBefore(oldest));
    List<Value> lines = new ArrayList<>();
    for (Count each : all()) {
      lines.add(
          Fields.of("source", Value.of(each.source()))
              .with("day", each.day().toString())
              .with("cut", each.cut().wireName())
              .with("count", each.count()));
    }
    settings.put(NAME, Fields.of(NAME, new Value.Many(lines)));
  }

  private void read(Settings from) {
    for (Value each : from.find(NAME).map(said -> said.list(NAME)).orElse(List.of())) {
      if (each instanceof Fields line) {
        Cut.named(line.text("cut").orElse("")).ifPresent(cut -> read(line, cut));
      }
    }
  }

  private void read(Fields line, Cut cut) {
    int source = line.number("source").orElseThrow().intValueExact();
    var key = new Key(source, LocalDate.parse(line.text("day").orElseThrow()), cut);
    LongAdder adder = new LongAdder();
    adder.add(line.number("count").orElseThrow().longValueExact());
    counts.put(key, adder);
  }
}
