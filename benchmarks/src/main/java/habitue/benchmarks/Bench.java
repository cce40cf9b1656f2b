package habitue.benchmarks;

import habitue.benchmarks.workload.Workload;
import habitue.model.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The end-to-end bench. What each figure is: docs/operating/bench.md. */
@Command(
    name = "bench",
    description = "Measures what this machine makes of it. Takes some minutes.",
    mixinStandardHelpOptions = true,
    subcommands = {Dictionary.class, Hold.class})
final class Bench implements Callable<Integer> {
  private static final String BARE = "bare";
  private static final String ENGINE = "engine";
  private static final String FOLLOWED = "engine and warehouse";
  private static final String PLAIN = "engine without rules";
  private static final String RULED = "engine with many rules";
  private static final int AT_ONCE = 20_000;
  private static final int MORE = 200_000;
  private static final int CONTACTS = 260_000;
  private static final int PAST_A_VISIT = 1_900;

  /** What may be measured alone. */
  enum Part {
    /** The engine against the bare store, joins, sealing, files. */
    RACE,
    /** The real server: events over HTTP, and its restart. */
    HTTP,
    /** What rules cost: with many of them, published over the past, due all at once. */
    RULES,
    /** Points granted and taken back: entries of the ledger a second. */
    LEDGER,
    /** The memory that a million customers take. */
    MILLION
  }

  @Option(
      names = "--parts",
      split = ",",
      defaultValue = "RACE,RULES,LEDGER,HTTP,MILLION",
      description = "${COMPLETION-CANDIDATES}")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(names = "--events", defaultValue = "1000000", description = "${DEFAULT-VALUE}")
  private int events;

  @Option(names = "--rounds", defaultValue = "20", description = "in so many turns")
  private int rounds;

  @Option(names = "--callers", defaultValue = "16", description = "threads that send")
  private int callers;

  @Option(names = "--customers", defaultValue = "100000", description = "who come by Zipf's law")
  private int customers;

  @Option(names = "--million", defaultValue = "1000000", description = "customers for the memory")
  private int million;

  @Option(names = "--seed", defaultValue = "1")
  private long seed;

  @Option(names = "--json", description = "figures as JSON on the standard output")
  private boolean json;

  @Option(
      names = "--folder",
      description = "where to work, in a new folder that is removed in the end")
  private @Nullable Path where;

  private final Progress progress = new Progress(System.err);
  private final Figures figures = new Figures();

  @Override
  public Integer call() throws IOException, RocksDBException {
    try (WorkFolder work = WorkFolder.make(where)) {
      measure(work.path());
    }
    System.out.print(json ? figures.json() + "\n" : figures.table());
    return 0;
  }

  private void measure(Path folder) throws RocksDBException {
    Path engine = folder.resolve("engine");
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    figures.put("events", events);
    if (parts.contains(Part.RACE)) {
      race(folder, engine);
      opening(engine);
      disk(engine);
    }
    if (parts.contains(Part.RULES)) {
      rules(folder);
    }
    if (parts.contains(Part.LEDGER)) {
      progress.say("A ledger of points");
      figures.put(
          "ledger",
          Points.measure(folder.resolve("points"), seed, events / 10, customers / 5, callers));
    }
    if (parts.contains(Part.HTTP)) {
      http(folder.resolve("http"));
    }
    if (parts.contains(Part.MILLION)) {
      memory(folder.resolve("million"));
    }
  }

  private void race(Path folder, Path enginePath) {
    progress.say("%,d events in %d rounds, %d callers", events, rounds, callers);
    String[] options = {
      "--seed", "" + seed, "--customers", "" + customers, "--callers", "" + callers
    };
    try (var bare = Held.start(Hold.Kind.BARE, folder.resolve("bare"), options);
        var engine = Held.start(Hold.Kind.ENGINE, enginePath, options);
        var followed = Held.start(Hold.Kind.FOLLOWED, folder.resolve("followed"), options)) {
      var race = new Race();
      race.add(BARE, bare).add(ENGINE, engine).add(FOLLOWED, followed);
      for (int round = 0; round < rounds; round++) {
        race.round(events / rounds, counts(round), progress);
      }
      Lap all = Lap.all(race.laps(ENGINE));
      figures
          .put("bare_events_per_s", race.eventsPerSecond(BARE))
          .put("engine_events_per_s", race.eventsPerSecond(ENGINE))
          .put("ratio", race.ratio(ENGINE, BARE))
          .put("followed_events_per_s", race.eventsPerSecond(FOLLOWED))
          .put("followed_ratio", race.ratio(FOLLOWED, BARE))
          .put("bare_cpu_us_per_event", race.cpuMicros(BARE))
          .put("engine_cpu_us_per_event", race.cpuMicros(ENGINE))
          .put("followed_cpu_us_per_event", race.cpuMicros(FOLLOWED))
          .put("engine_batch_ms_p50", Figures.percentile(all.batchMillis(), 0.5))
          .put("engine_batch_ms_p99", Figures.percentile(all.batchMillis(), 0.99));
      progress.say("A programme rehearsed over the past of all");
      figures.put("rehearsal", engine.ask("rehearse"));
      progress.say("Joins and splits");
      figures.put("regrouping", engine.ask("regroup"));
      sealing(race.cpuMicros(ENGINE));
    }
  }

  private void rules(Path folder) {
    progress.say("Without rules, and with many");
    try (var plain = engine(folder.resolve("plain"), Rules.NONE, customers);
        var ruled = engine(folder.resolve("ruled"), Rules.MANY, customers)) {
      var race = new Race();
      race.add(PLAIN, plain).add(RULED, ruled);
      for (int round = 0; round < rounds; round++) {
        race.round(events / rounds, counts(round), progress);
      }
      figures
          .put("plain_events_per_s", race.eventsPerSecond(PLAIN))
          .put("ruled_events_per_s", race.eventsPerSecond(RULED))
          .put("ruled_ratio", race.ratio(RULED, PLAIN))
          .put("plain_cpu_us_per_event", race.cpuMicros(PLAIN))
          .put("ruled_cpu_us_per_event", race.cpuMicros(RULED))
          .put("conditions", ruled.ask("conditions"));
      progress.say("Folded anew");
      figures.put("refold", ruled.ask("publish CHANGED"));
    }
    changed(folder.resolve("contacts"));
  }

  /** A segment changed over so many, and everyone's visit over at once. */
  private void changed(Path folder) {
    progress.say("A segment changed over %,d contacts", CONTACTS);
    try (var held = engine(folder, Rules.MANY, CONTACTS)) {
      for (int done = 0; done < CONTACTS; done += AT_ONCE) {
        held.lap("arrivals " + Math.min(AT_ONCE, CONTACTS - done));
      }
      figures.put("herd", held.ask("herd " + PAST_A_VISIT));
      for (int done = 0; done < MORE; done += AT_ONCE) {
        held.lap("lap " + AT_ONCE);
      }
      figures.put("segment_changed", held.ask("publish CHANGED"));
    }
  }

  private Held engine(Path folder, Rules rules, int of) {
    String[] options = {
      "--rules", rules.name(),
      "--seed", "" + seed,
      "--customers", "" + of,
      "--callers", "" + callers
    };
    return Held.start(Hold.Kind.ENGINE, folder, options);
  }

  /** The first rounds only warm up: until then the compiler takes more than its share. */
  private boolean counts(int round) {
    return round >= rounds * 2 / 5;
  }

  private void sealing(double cpuMicros) {
    progress.say("Sealing");
    double micros = new Sealing(seed).micros();
    figures.put("seal_us", micros).put("seal_share", micros / cpuMicros);
  }

  private void opening(Path folder) {
    try (Held again = Held.start(Hold.Kind.ENGINE, folder)) {
      figures
          .put("store_restart_seconds", again.secondsToReady())
          .put("store_open_seconds", again.secondsToOpen());
    }
  }

  /** Over HTTP, then killed while more comes, and started again. The first rounds only warm up. */
  private void http(Path folder) {
    progress.say("Over HTTP");
    var workload = new Workload(seed, customers, Instant.now().minusSeconds(3_600));
    var laps = new ArrayList<Lap>();
    // What is built and made ready by the first start of all is no part of what is measured.
    Served.start(folder).close();
    try (Served server = Served.start(folder);
        var sender = new HttpSender(server.port(), callers)) {
      for (int round = 0; round < rounds; round++) {
        List<Batch> batches = Batch.of(workload.next(events / rounds));
        sender.prepare(batches);
        laps.add(Lap.run(sender, batches, callers));
        progress.say("  %,8.0f events/s", laps.getLast().eventsPerSecond());
      }
      Lap all = Lap.all(laps.subList(rounds * 2 / 5, rounds));
      figures
          .put("http_events_per_s", all.eventsPerSecond())
          .put("http_batch_ms_p50", Figures.percentile(all.batchMillis(), 0.5))
          .put("http_batch_ms_p99", Figures.percentile(all.batchMillis(), 0.99))
          .put("http_peak_resident_mb", server.peakResidentMegabytes());
      server.kill();
    }
    progress.say("Started again after it was killed");
    try (Served again = Served.start(folder)) {
      figures.put("restart_seconds", again.secondsToReady());
    }
  }

  private void memory(Path folder) {
    progress.say("%,d customers", million);
    try (Held held = Held.start(Hold.Kind.ENGINE, folder, "--customers", "" + million)) {
      var laps = new ArrayList<Lap>();
      for (int done = 0; done < million; done += AT_ONCE) {
        laps.add(held.lap("arrivals " + Math.min(AT_ONCE, million - done)));
      }
      for (int done = 0; done < MORE; done += AT_ONCE) {
        laps.add(held.lap("lap " + AT_ONCE));
      }
      figures.put(
          "million",
          held.ask("status")
              .with("events_per_s", Value.of(Math.round(Lap.all(laps).eventsPerSecond())))
              .with("preview", held.ask("preview")));
    }
  }

  private void disk(Path folder) throws RocksDBException {
    progress.say("Disk");
    double taken;
    try (var engine = new Engine(folder, Rules.SHIPPED, (_, _) -> () -> {})) {
      taken = engine.store().status().accepted();
    }
    DiskUse use = DiskUse.of(folder.resolve("database"));
    figures
        .put("bytes_per_event", DiskUse.each(use.compacted(), taken))
        .put("bytes_per_event_before_compaction", DiskUse.each(use.asLeft(), taken));
  }
}
