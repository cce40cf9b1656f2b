package habitue.server.identify.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where people went from and to, as bars on two sides with ribbons between: a Sankey diagram as
 * shapes of SVG.
 *
 * @param height of the drawing; it is {@link #WIDTH} wide
 */
public record Sankey(List<Bar> left, List<Bar> right, List<Ribbon> ribbons, int height) {
  public static final int WIDTH = 640;

  /** How wide a bar is. */
  public static final int BAR = 14;

  private static final int HEIGHT = 300;
  private static final int GAP = 12;
  private static final int THINNEST = 2;

  /** People who went one way. */
  public record Way(String from, String to, long count) {}

  /**
   * All who were in one place.
   *
   * @param colour the place's number among all
   */
  public record Bar(String name, long count, int colour, double x, double y, double height) {
    /** In the middle of it, where its name goes. */
    public double middle() {
      return y + height / 2;
    }
  }

  /**
   * @param path of the shape
   * @param colour of where they came from
   */
  public record Ribbon(Way way, int colour, String path) {}

  /**
   * @param places in the order in which they are drawn, from the top
   */
  public static Sankey of(List<Way> ways, List<String> places) {
    long total = ways.stream().mapToLong(Way::count).sum();
    double scale = total == 0 ? 0 : (double) HEIGHT / total;
    Map<String, Bar> left = bars(ways, places, true, scale);
    Map<String, Bar> right = bars(ways, places, false, scale);
    var leftAt = new LinkedHashMap<String, Double>();
    left.forEach((name, bar) -> leftAt.put(name, bar.y));
    var rightAt = new LinkedHashMap<String, Double>();
    right.forEach((name, bar) -> rightAt.put(name, bar.y));
    var ribbons = new ArrayList<Ribbon>();
    for (String from : places) {
      for (String to : places) {
        for (Way way : ways) {
          if (way.from.equals(from) && way.to.equals(to)) {
            double height = way.count * scale;
            double y1 = leftAt.getOrDefault(from, 0.0);
            double y2 = rightAt.getOrDefault(to, 0.0);
            leftAt.put(from, y1 + height);
            rightAt.put(to, y2 + height);
            ribbons.add(new Ribbon(way, places.indexOf(from), path(y1, y2, height)));
          }
        }
      }
    }
    int tallest = Math.max(left.size(), right.size());
    return new Sankey(
        List.copyOf(left.values()),
        List.copyOf(right.values()),
        List.copyOf(ribbons),
        HEIGHT + GAP * tallest + THINNEST * tallest);
  }

  private static Map<String, Bar> bars(
      List<Way> ways, List<String> places, boolean left, double scale) {
    var bars = new LinkedHashMap<String, Bar>();
    double y = 0;
    for (String place : places) {
      long count =
          ways.stream()
              .filter(way -> (left ? way.from : way.to).equals(place))
              .mapToLong(Way::count)
              .sum();
      if (count > 0) {
        double height = Math.max(THINNEST, count * scale);
        double x = left ? 0 : WIDTH - BAR;
        bars.put(place, new Bar(place, count, places.indexOf(place), x, y, height));
        y += height + GAP;
      }
    }
    return bars;
  }

  private static String path(double from, double to, double height) {
    double thick = Math.max(0.5, height);
    int start = BAR;
    int end = WIDTH - BAR;
    int middle = WIDTH / 2;
    return String.format(
        Locale.ROOT,
        "M%d %.1fC%d %.1f %d %.1f %d %.1fV%.1fC%d %.1f %d %.1f %d %.1fZ",
        start,
        from,
        middle,
        from,
        middle,
        to,
        end,
        to,
        to + thick,
        middle,
        to + thick,
        middle,
        from + thick,
        start,
        from + thick);
  }
}
