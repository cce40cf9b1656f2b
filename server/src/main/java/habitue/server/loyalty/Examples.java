package habitue.server.loyalty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The first few of many, by some order. */
final class Examples<T> {
  private static final int MOST = 10;

  private final Comparator<T> order;
  private final List<T> first = new ArrayList<>();

  Examples(Comparator<T> order) {
    this.order = order;
  }

  void add(T example) {
    first.add(example);
    first.sort(order);
    if (first.size() > MOST) {
      first.removeLast();
    }
  }

  List<T> all() {
    return List.copyOf(first);
  }
}
