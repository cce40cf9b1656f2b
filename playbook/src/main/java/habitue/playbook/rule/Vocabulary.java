package habitue.playbook.rule;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an editor of conditions completes: the language's own words, and a playbook's names. */
public final class Vocabulary {
  private Vocabulary() {}

  /**
   * @param tags those that have one name
   */
  public static SortedSet<String> of(List<String> segments, List<String> flags, List<String> tags) {
    var words = new TreeSet<>(new Language().words());
    segments.forEach(name -> words.add(call("in", name)));
    flags.forEach(name -> words.add(call("flagged", name)));
    for (String tag : tags) {
      words.add(call("tagged", tag));
      words.add("customer.tags[\"%s\"]".formatted(tag));
    }
    return words;
  }

  private static String call(String function, String name) {
    return "customer.%s(\"%s\")".formatted(function, name);
  }
}
