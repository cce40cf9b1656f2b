package habitue.server.identify.pages;

import habitue.warehouse.report.Standings.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A size over days, as a line of SVG.
 *
 * @param points of the line
 * @param most the highest size
 */
public record Curve(String points, long most, long last, LocalDate from, LocalDate until) {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 150;

  public static Curve of(List<Size> sizes) {
    long most = Math.max(1, sizes.stream().mapToLong(Size::customers).max().orElse(1));
    double step = sizes.size() < 2 ? 0 : (double) WIDTH / (sizes.size() - 1);
    String points =
        IntStream.range(0, sizes.size())
            .mapToObj(i ->
                String.format(
                    Locale.ROOT,
                    "%.1f,%.1f",
                    i * step,
                    HEIGHT - (double) sizes.get(i).customers() * HEIGHT / most))
            .collect(Collectors.joining(" "));
    return new Curve(
        points, most, sizes.getLast().customers(), sizes.getFirst().day(), sizes.getLast().day());
  }
}
