package habitue.playbook.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers every mistake, so that all are told at once. */
public final class Mistakes {
  private static final int MOST = 500;

  private final List<Mistake> found = new ArrayList<>();

  public void add(Mistake mistake) {
    if (found.size() < MOST && !found.contains(mistake)) {
      found.add(mistake);
    }
  }

  public boolean none() {
    return found.isEmpty();
  }

  /** By file, then from top to bottom. */
  public List<Mistake> all() {
    return found.stream()
        .sorted(
            Comparator.comparing(Mistake::file)
                .thenComparingInt(Mistake::line)
                .thenComparingInt(Mistake::column))
        .toList();
  }
}
