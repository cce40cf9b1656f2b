package habitue.playbook.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The right name that a wrong one most resembles, by Levenshtein's distance (1966). */
public final class Nearest {
  private Nearest() {}

  /** Empty when none is near: more than a third of the letters would have to change. */
  public static Optional<String> to(String wrong, Collection<String> right) {
    return right.stream()
        .filter(name -> distance(wrong, name) <= Math.max(1, name.length() / 3))
        .min(
            Comparator.comparingInt((String name) -> distance(wrong, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
