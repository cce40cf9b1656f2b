package habitue.playbook.rule;

import dev.cel.common.types.SimpleType;
import habitue.playbook.yaml.Entry;
import habitue.playbook.yaml.Mistake;
import habitue.playbook.yaml.Mistakes;
import habitue.playbook.yaml.YamlReader;
import java.util.List;
import java.util.Objects;

/** Conditions compiled by themselves, with a segment {@code old}, a flag and two tags. */
final class Compiled {
  final Names names =
      new Names(
          new Names.Given(
              List.of("old", "new"),
              List.of("left"),
              List.of("KITCHEN", "CATEGORY_*"),
              List.of("hero", "visitor"),
              List.of("explorer"),
              List.of("alterations"),
              List.of("silver", "gold")));
  private final Mistakes mistakes = new Mistakes();
  private final Compiler compiler = new Compiler(names);

  Condition condition(String text) {
    return compiler
        .onCustomer(entry(text), compiler.onCustomers(SimpleType.BOOL), 0)
        .orElseThrow(() -> new AssertionError(text + ": " + mistakes.all()));
  }

  /** The only mistake, by its place and words. */
  static String mistake(String text) {
    var compiled = new Compiled();
    var _ =
        compiled.compiler.onCustomer(
            compiled.entry(text), compiled.compiler.onCustomers(SimpleType.BOOL), 0);
    List<Mistake> all = compiled.mistakes.all();
    if (all.size() != 1) {
      throw new AssertionError(text + " has not one mistake: " + all);
    }
    return all.getFirst().toString();
  }

  private Entry entry(String text) {
    String yaml = "when: '" + text.replace("'", "''") + "'";
    Entry file = YamlReader.read("rules.yaml", yaml, mistakes).orElseThrow();
    return Objects.requireNonNull(file.map().get("when"));
  }
}
