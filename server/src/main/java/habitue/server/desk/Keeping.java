package habitue.server.desk;

import habitue.playbook.trust.Retention;
import habitue.server.console.view.Kept;
import habitue.server.console.view.Kept.Rule;
import habitue.store.Store;
import habitue.store.Sweep;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long what is known is kept. */
final class Keeping {
  private Keeping() {}

  static Kept of(Store store) {
    Sweep last = store.sweeper().last();
    return new Kept(
        rules(store.context().playbook().retention()),
        last.at(),
        last.erased(),
        last.reduced(),
        last.records(),
        last.next(),
        new Kept.Ever(last.everErased(), last.everRecords()));
  }

  private static List<Rule> rules(Retention kept) {
    var rules = new ArrayList<Rule>();
    add("visitor", kept.visitor(), rules);
    add("prospect", kept.prospect(), rules);
    add("customer", kept.customer(), rules);
    add("accounting", kept.accounting(), rules);
    kept.events().forEach((name, period) -> add(name, period, rules));
    add("other", kept.other(), rules);
    return rules;
  }

  private static void add(String what, @Nullable Period period, List<Rule> to) {
    if (period != null) {
      to.add(Rule.of(what, period));
    }
  }
}
