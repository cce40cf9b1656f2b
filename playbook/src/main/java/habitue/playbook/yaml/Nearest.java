package habitue.playbook.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The right name that a wrong one most resembles, by the letters that were left out, added, changed
 * or swapped (Damerau, 1964).
 */
public final class Nearest {
  private Nearest() {}

  /** Empty when none is near: more than a third of the letters would have to change. */
  public static Optional<String> to(String wrong, Collection<String> right) {
    return right.stream()
        .filter(name -> Math.abs(wrong.length() - name.length()) <= Math.max(1, name.length() / 3))
        .filter(name -> distance(wrong, name) <= Math.max(1, name.length() / 3))
        .min(
            Comparator.comparingInt((String name) -> distance(wrong, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String one, String other) {
    int[][] row = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        row[i][j] = i == 0 || j == 0 ? i + j : least(row, one, other, i, j);
      }
    }
    return row[one.length()][other.length()];
  }

  private static int least(int[][] row, String one, String other, int i, int j) {
    int changed = row[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int least = Math.min(changed, 1 + Math.min(row[i - 1][j], row[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(least, row[i - 2][j - 2] + 1) : least;
  }
}
