package habitue.server.desk;

import habitue.server.collect.Sources;
import habitue.server.console.view.Attention;
import habitue.server.console.view.Attention.Matter;
import habitue.server.console.view.Health;
import habitue.store.Store;
import habitue.warehouse.report.Arrivals;
import habitue.warehouse.report.Volumes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What needs someone first, in the order in which it is shown. */
final class Alarms {
  private static final Duration WEEK = Duration.ofDays(7);

  /** Tables are about two seconds behind; so much more needs someone. */
  private static final Duration BEHIND = Duration.ofSeconds(30);

  /** A source that spoke on so many of seven days, and not within the last one, is silent. */
  private static final int OFTEN = 6;

  private static final long NEARLY_FULL_PERCENT = 10;
  private static final long NEARLY_FULL_BYTES = 20L << 30;

  /** What comes by hand may stop for a day. */
  private static final Set<String> BY_HAND = Set.of("import", "console");

  private final Store store;
  private final Sources sources;
  private final Pulse pulse;
  private final Volumes volumes;
  private final Arrivals arrivals;

  Alarms(Store store, Sources sources, Pulse pulse, Volumes volumes, Arrivals arrivals) {
    this.store = store;
    this.sources = sources;
    this.pulse = pulse;
    this.volumes = volumes;
    this.arrivals = arrivals;
  }

  List<Attention> now(Instant now) {
    Health health = pulse.health();
    var all = new ArrayList<Attention>();
    add(all, Matter.HALTED, health.halted());
    disk(all);
    boolean behind = health.behind().compareTo(BEHIND) > 0;
    add(all, Matter.BEHIND, behind ? health.accepted() - health.listed() : 0);
    add(all, Matter.REFOLDING, health.refolding());
    refused(all, now);
    silent(all, now);
    add(all, Matter.CHANGED, changed(now));
    add(all, Matter.UNRATED, health.unrated());
    add(all, Matter.NO_SOURCE, sources.all().isEmpty() ? 1 : 0);
    return all;
  }

  private static void add(List<Attention> to, Matter matter, long count) {
    if (count > 0) {
      to.add(new Attention(matter, count, "", null));
    }
  }

  private void disk(List<Attention> to) {
    pulse
        .disk()
        .ifPresent(disk -> {
          long percent = disk.free() * 100 / Math.max(1, disk.total());
          if (percent < NEARLY_FULL_PERCENT && disk.free() < NEARLY_FULL_BYTES) {
            to.add(new Attention(Matter.DISK, percent, "", null));
          }
        });
  }

  private void refused(List<Attention> to, Instant now) {
    store
        .quarantine()
        .firstSince(now.minus(WEEK))
        .ifPresent(first -> {
          long count = store.quarantine().last() - first.number() + 1;
          to.add(new Attention(Matter.REFUSED, count, "", first.at()));
        });
  }

  private void silent(List<Attention> to, Instant now) {
    for (Arrivals.From from : arrivals.bySource(now)) {
      boolean speaks = from.days() >= OFTEN && !BY_HAND.contains(from.trust());
      if (speaks && from.lastDay() == 0) {
        to.add(new Attention(Matter.SILENT, 1, from.source(), from.last()));
      }
    }
  }

  private long changed(Instant now) {
    return volumes.changed(LocalDate.ofInstant(now, ZoneOffset.UTC)).stream()
        .filter(line ->
            Shapes.change(line.change()) != habitue.server.console.view.EventShape.Change.NONE)
        .map(Volumes.Line::event)
        .distinct()
        .count();
  }
}
