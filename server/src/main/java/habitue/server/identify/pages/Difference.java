package habitue.server.identify.pages;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What differs between two versions of a file, line by line.
 *
 * @param lines only those that differ, with where they stand
 */
public record Difference(String file, List<Line> lines) {

  /**
   * @param plus whether it is in the later one only; otherwise in the earlier one only
   * @param number its line, from 1
   */
  public record Line(boolean plus, int number, String text) {}

  /** Of all files that are not the same in both. */
  public static List<Difference> of(Map<String, String> before, Map<String, String> after) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .filter(name -> !before.getOrDefault(name, "").equals(after.getOrDefault(name, "")))
        .map(name -> of(name, before.getOrDefault(name, ""), after.getOrDefault(name, "")))
        .toList();
  }

  private static Difference of(String file, String before, String after) {
    var lines = new ArrayList<Line>();
    for (AbstractDelta<String> delta :
        DiffUtils.diff(before.lines().toList(), after.lines().toList()).getDeltas()) {
      add(lines, false, delta.getSource().getPosition(), delta.getSource().getLines());
      add(lines, true, delta.getTarget().getPosition(), delta.getTarget().getLines());
    }
    return new Difference(file, List.copyOf(lines));
  }

  private static void add(List<Line> lines, boolean plus, int position, List<String> texts) {
    int number = position;
    for (String text : texts) {
      number++;
      lines.add(new Line(plus, number, text));
    }
  }
}
