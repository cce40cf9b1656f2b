package habitue.playbook.rule;

import habitue.playbook.plan.Plan;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an editor of conditions completes: the language's own words, and a playbook's names. */
public final class Vocabulary {
  private Vocabulary() {}

  public static SortedSet<String> of(Plan plan) {
    var words = new TreeSet<>(new Language().words());
    plan.segments().forEach(each -> words.add(call("in", each.named().name())));
    plan.flags().forEach(each -> words.add(call("flagged", each.named().name())));
    plan.tags().stream()
        .filter(each -> each.prefix() == null)
        .map(each -> each.named().name())
        .forEach(name -> {
          words.add(call("tagged", name));
          words.add("customer.tags[\"%s\"]".formatted(name));
        });
    return words;
  }

  private static String call(String function, String name) {
    return "customer.%s(\"%s\")".formatted(function, name);
  }
}
