package habitue.insight.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The published 1/10 sample of CDNOW's customers, as known at the end of September 1997. */
final class Cdnow {
  private static final LocalDate END = LocalDate.of(1997, 9, 30);

  final List<Customer> customers = new ArrayList<>();

  /**
   * @param spent mean of an order after the first
   * @param later order days in the 39 weeks that follow
   */
  record Customer(Buying buying, double spent, int later) {}

  static Cdnow read() throws IOException {
    Map<String, TreeMap<LocalDate, Double>> bought = new TreeMap<>();
    var packed = Files.newInputStream(Path.of("..", "demo", "cdnow-sample.txt.gz"));
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.strip().split("\\s+");
        bought
            .computeIfAbsent(fields[1], _ -> new TreeMap<>())
            .merge(
                LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE),
                Double.parseDouble(fields[4]),
                Double::sum);
      }
    }
    var cdnow = new Cdnow();
    bought.values().forEach(cdnow::add);
    return cdnow;
  }

  private void add(NavigableMap<LocalDate, Double> days) {
    LocalDate first = days.firstKey();
    SortedMap<LocalDate, Double> known = days.headMap(END, true);
    int repeats = known.size() - 1;
    double all = known.values().stream().mapToDouble(Double::doubleValue).sum();
    var buying = new Buying(repeats, between(first, known.lastKey()), between(first, END));
    double spent = repeats == 0 ? 0 : (all - days.firstEntry().getValue()) / repeats;
    customers.add(new Customer(buying, spent, days.size() - known.size()));
  }

  private static int between(LocalDate from, LocalDate to) {
    return (int) (to.toEpochDay() - from.toEpochDay());
  }

  Cohort cohort() {
    var gathering = new Cohort.Gathering();
    customers.forEach(each -> gathering.add(each.buying()));
    return gathering.cohort();
  }

  Spending spending() {
    var gathering = new Spending.Gathering();
    customers.forEach(each -> gathering.add(each.buying().repeats(), each.spent()));
    return gathering.spending();
  }
}
