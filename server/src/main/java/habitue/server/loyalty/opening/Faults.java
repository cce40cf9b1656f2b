package habitue.server.loyalty.opening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that is wrong with a file: the first of them, and how many there are. */
public final class Faults {
  private static final int SHOWN = 100;

  private final List<Fault> first = new ArrayList<>();
  private long count;

  void add(long line, Column column, Wrong wrong) {
    add(line, column, wrong, "");
  }

  void add(long line, Column column, Wrong wrong, String more) {
    add(new Fault(line, column.written(), wrong, more));
  }

  void add(long line, Wrong wrong) {
    add(new Fault(line, "", wrong, ""));
  }

  private void add(Fault fault) {
    count++;
    if (first.size() < SHOWN) {
      first.add(fault);
    }
  }

  public long count() {
    return count;
  }

  /** The first hundred, by their lines. */
  public List<Fault> first() {
    return first.stream().sorted(Comparator.comparingLong(Fault::line)).toList();
  }
}
