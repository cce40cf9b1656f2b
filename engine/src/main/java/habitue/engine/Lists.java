package habitue.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Small immutable lists with one thing changed. */
public final class Lists {
  private Lists() {}

  public static <T> List<T> plus(List<T> list, T last) {
    var copy = new ArrayList<T>(list.size() + 1);
    copy.addAll(list);
    copy.add(last);
    return Collections.unmodifiableList(copy);
  }

  public static <T> List<T> replaced(List<T> list, int index, T fresh) {
    if (list.size() == 1) {
      return List.of(fresh);
    }
    var copy = new ArrayList<>(list);
    copy.set(index, fresh);
    return Collections.unmodifiableList(copy);
  }

  public static <T> List<T> without(List<T> list, int index) {
    var copy = new ArrayList<>(list);
    copy.remove(index);
    return Collections.unmodifiableList(copy);
  }

  /** One list after another. */
  public static <T> List<T> joined(List<T> one, List<T> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    var all = new ArrayList<T>(one.size() + other.size());
    all.addAll(one);
    all.addAll(other);
    return Collections.unmodifiableList(all);
  }

  /** The last so many of a list. */
  public static <T> List<T> last(List<T> list, int most) {
    return list.size() <= most ? list : List.copyOf(list.subList(list.size() - most, list.size()));
  }

  /** The list with an element put in at an index. */
  public static <T> List<T> inserted(List<T> list, int index, T fresh) {
    var copy = new ArrayList<T>(list.size() + 1);
    copy.addAll(list.subList(0, index));
    copy.add(fresh);
    copy.addAll(list.subList(index, list.size()));
    return Collections.unmodifiableList(copy);
  }
}
