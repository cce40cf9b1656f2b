package habitue.playbook.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import habitue.playbook.yaml.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the conditions of one playbook; every mistake is noted where it stands. */
public final class Compiler {
  private final Language language;
  private final Names names;
  private final Plainly plainly;
  private final CelCompiler onEvents;
  private final CelCompiler takenFromEvents;

  public Compiler(Names names) {
    this.language = new Language();
    this.names = names;
    this.plainly = new Plainly(language, names);
    this.onEvents = language.compiler(false, Map.of(), SimpleType.BOOL);
    this.takenFromEvents = language.compiler(false, Map.of(), SimpleType.DYN);
  }

  /** A compiler of what asks the customer, which knows the measures named so far. */
  public CelCompiler onCustomers(CelType result) {
    return language.compiler(true, names.measureTypes, result);
  }

  /** A condition on one event; empty where it is wrong. */
  public Optional<Condition> onEvent(Entry entry) {
    return checked(entry, onEvents)
        .flatMap(tree -> {
          var builder = new Builder(tree, names, 0).insideFold();
          return built(entry, tree, builder, () -> builder.condition(entry.text()));
        });
  }

  /** What is taken from one event; empty where it is wrong. */
  public Optional<Look.Taken> taken(Entry entry) {
    return checked(entry, takenFromEvents)
        .flatMap(tree -> {
          var builder = new Builder(tree, names, 0).insideFold();
          return built(entry, tree, builder, () -> builder.text(builder.root())::value);
        });
  }

  /**
   * A condition on an event and on the customer as they were before it; empty where it is wrong.
   *
   * @param on the events it is asked of
   */
  public Optional<Condition> beside(
      Entry entry, CelCompiler compiler, int purposes, Set<String> on) {
    return checked(entry, compiler)
        .flatMap(tree -> {
          var builder = new Builder(tree, names, purposes).beside(on);
          return built(entry, tree, builder, () -> builder.condition(entry.text()));
        });
  }

  /**
   * That what signs of something come to is at least so likely: of a tag whose points are the
   * signs' weights.
   */
  public static Condition likely(String said, String tag, double least) {
    var points =
        new Real.Fading(
            look -> look.subject.tag(tag, look.now),
            (level, look) -> look.subject.tagFallsTo(tag, level));
    var sides = new Comparison.Reals(new Real.Likelihood(points), new Real.Always(least));
    var truth = new Comparison(sides, Comparison.Operator.AT_LEAST, Condition.Unit.NUMBER);
    var reads =
        new Condition.Reads(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(tag), Set.of(), 0);
    return new Condition(said, truth, reads, 0, false);
  }

  /**
   * A condition on a customer; empty where it is wrong.
   *
   * @param purposes those its folds are gathered for, as bits; 0 for what is usual
   */
  public Optional<Condition> onCustomer(Entry entry, CelCompiler compiler, int purposes) {
    return checked(entry, compiler)
        .flatMap(tree -> {
          var builder = new Builder(tree, names, purposes);
          return built(entry, tree, builder, () -> builder.condition(entry.text()));
        });
  }

  /** Names a measure: one fold, of whatever type. */
  public void measure(String name, Entry entry, CelCompiler compiler, int purposes) {
    checked(entry, compiler)
        .ifPresent(tree -> {
          var builder = new Builder(tree, names, purposes);
          built(
                  entry,
                  tree,
                  builder,
                  () -> new Folding(builder).place(Folding.checked(builder.root())))
              .ifPresent(place -> names.measure(name, builder.type(builder.root()), place));
        });
  }

  /**
   * A word that a condition has in quotes, or the name of what is said.
   *
   * @param trait whether it is such a name
   * @param at where in the text it stands
   */
  public record Mentioned(String word, boolean trait, int at) {}

  /** All words and names that a text mentions; none where it is no condition. */
  public List<Mentioned> mentioned(Entry entry) {
    String text = entry.text();
    return tree(onEvents.parse(Spelling.forParser(text)))
        .map(Mentions::new)
        .map(mentions ->
            mentions.words().stream()
                .map(word ->
                    new Mentioned(word.word(), word.trait(), place(text, mentions.at(word.at()))))
                .toList())
        .orElse(List.of());
  }

  private Optional<CelAbstractSyntaxTree> checked(Entry entry, CelCompiler compiler) {
    String text = entry.text();
    CelValidationResult parsed = compiler.parse(Spelling.forParser(text));
    Optional<CelAbstractSyntaxTree> tree = tree(parsed);
    if (tree.isEmpty()) {
      Plainly.Broken broken = Plainly.broken(parsed.getErrors(), text);
      entry.mistake(broken.at(), broken.message());
      return Optional.empty();
    }
    named(entry, tree.get());
    CelValidationResult result = compiler.check(tree.get());
    for (CelIssue issue : result.getErrors()) {
      entry.mistake(Plainly.place(issue, text), plainly.said(issue, text));
    }
    return tree(result);
  }

  /** Every rule, tag and the like that is asked by name has such a name. */
  private void named(Entry entry, CelAbstractSyntaxTree tree) {
    for (Mentions.Name each : new Mentions(tree).names()) {
      String unknown = names.unknown(each.what(), each.name());
      if (unknown != null) {
        entry.mistake(place(entry.text(), Mentions.at(tree, each.at())), unknown);
      }
    }
  }

  private static Optional<CelAbstractSyntaxTree> tree(CelValidationResult result) {
    if (result.hasError()) {
      return Optional.empty();
    }
    try {
      return Optional.of(result.getAst());
    } catch (CelValidationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** CEL counts code points, Java counts chars. */
  private static int place(String text, int codePoints) {
    int most = text.codePointCount(0, text.length());
    return text.offsetByCodePoints(0, Math.min(Math.max(0, codePoints), most));
  }

  private interface Building<T> {
    T build();
  }

  private static <T> Optional<T> built(
      Entry entry, CelAbstractSyntaxTree tree, Builder builder, Building<T> building) {
    T built = null;
    try {
      built = building.build();
    } catch (Builder.Wrong wrong) {
      builder.wrong.add(wrong);
    }
    for (Builder.Wrong wrong : builder.wrong) {
      entry.mistake(
          place(entry.text(), Mentions.at(tree, wrong.at)), String.valueOf(wrong.getMessage()));
    }
    return builder.wrong.isEmpty() ? Optional.ofNullable(built) : Optional.empty();
  }

  /**
   * What the parser is given for what people write. {@code in} is a word of CEL's own and cannot be
   * a function, so {@code customer.in("x")} is spelt otherwise for it, letter for letter as long:
   * places of mistakes stay right.
   */
  private static final class Spelling {
    private Spelling() {}

    static String forParser(String text) {
      var spelt = new StringBuilder(text);
      char quote = 0;
      for (int i = 0; i < text.length(); i++) {
        char each = text.charAt(i);
        if (quote != 0) {
          boolean escaped = each == '\\';
          quote = each == quote ? 0 : quote;
          i += escaped ? 1 : 0;
        } else if (each == '"' || each == '\'') {
          quote = each;
        } else if (text.startsWith(".in(", i)) {
          spelt.replace(i + 1, i + 3, Language.IN);
        }
      }
      return spelt.toString();
    }
  }
}
