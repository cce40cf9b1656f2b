package habitue.server.desk;

import habitue.server.collect.Sources;
import habitue.warehouse.report.Arrivals;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names of the brand's stores. Every page asks, so they are looked for once in a while. */
final class Stores {
  private static final long FRESH = Duration.ofSeconds(20).toNanos();

  private final Sources sources;
  private final Arrivals arrivals;
  private volatile @Nullable Found found;

  private record Found(List<String> names, long at) {}

  Stores(Sources sources, Arrivals arrivals) {
    this.sources = sources;
    this.arrivals = arrivals;
  }

  List<String> names() {
    Found last = found;
    if (last == null || System.nanoTime() - last.at > FRESH) {
      var names = new TreeSet<>(arrivals.stores());
      sources.all().forEach(known -> names.add(known.source().store()));
      names.remove("");
      last = new Found(List.copyOf(names), System.nanoTime());
      found = last;
    }
    return last.names;
  }
}
