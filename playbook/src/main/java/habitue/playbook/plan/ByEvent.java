package habitue.playbook.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Rules by the name of the event that they may concern, each in the playbook's order. */
public final class ByEvent<T> {
  private final Map<String, List<T>> named;
  private final List<T> others;

  private ByEvent(Map<String, List<T>> named, List<T> others) {
    this.named = named;
    this.others = others;
  }

  /**
   * @param on the events a rule may concern; empty for all
   */
  static <T> ByEvent<T> of(List<T> rules, Function<T, Set<String>> on) {
    Set<String> names = new TreeSet<>();
    rules.forEach(rule -> names.addAll(on.apply(rule)));
    Map<String, List<T>> named = new HashMap<>();
    names.forEach(name -> named.put(name, concerned(rules, on, name)));
    return new ByEvent<>(named, rules.stream().filter(rule -> on.apply(rule).isEmpty()).toList());
  }

  private static <T> List<T> concerned(List<T> rules, Function<T, Set<String>> on, String event) {
    var concerned = new ArrayList<T>();
    for (T rule : rules) {
      Set<String> events = on.apply(rule);
      if (events.isEmpty() || events.contains(event)) {
        concerned.add(rule);
      }
    }
    return List.copyOf(concerned);
  }

  public List<T> of(String event) {
    return named.getOrDefault(event, others);
  }
}
