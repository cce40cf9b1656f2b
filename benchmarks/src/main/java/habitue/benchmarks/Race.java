package habitue.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the same events to several contestants in turn, some at a time, so that whatever else the
 * machine does falls on all of them alike. Each is a process of its own.
 */
final class Race {
  private final Map<String, Held> contestants = new LinkedHashMap<>();
  private final Map<String, List<Lap>> laps = new LinkedHashMap<>();

  Race add(String name, Held contestant) {
    contestants.put(name, contestant);
    laps.put(name, new ArrayList<>());
    return this;
  }

  /** Every contestant takes the next events. The first rounds only warm up. */
  void round(int events, boolean counts, Progress progress) {
    contestants.forEach((name, contestant) -> {
      Lap lap = contestant.lap("lap " + events);
      if (counts) {
        laps(name).add(lap);
      }
      progress.say(
          "  %-24s %,8.0f events/s  %6.1f µs of processor each%s",
          name, lap.eventsPerSecond(), lap.cpuMicros(), counts ? "" : "  (warming up)");
    });
  }

  List<Lap> laps(String name) {
    List<Lap> found = laps.get(name);
    if (found == null) {
      throw new IllegalArgumentException("nobody is called " + name);
    }
    return found;
  }

  double eventsPerSecond(String name) {
    return Figures.median(laps(name).stream().mapToDouble(Lap::eventsPerSecond).toArray());
  }

  double cpuMicros(String name) {
    return Figures.median(laps(name).stream().mapToDouble(Lap::cpuMicros).toArray());
  }

  /** The median of what one makes of a second in each round, in parts of what another makes. */
  double ratio(String name, String other) {
    List<Lap> mine = laps(name);
    List<Lap> theirs = laps(other);
    double[] ratios = new double[mine.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = mine.get(i).eventsPerSecond() / theirs.get(i).eventsPerSecond();
    }
    return Figures.median(ratios);
  }
}
