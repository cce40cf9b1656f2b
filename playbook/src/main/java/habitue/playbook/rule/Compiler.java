package habitue.playbook.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import habitue.playbook.yaml.Entry;
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
          return built(entry, tree, () -> builder.condition(entry.text()));
        });
  }

  /** What is taken from one event; empty where it is wrong. */
  public Optional<Taken> taken(Entry entry) {
    return checked(entry, takenFromEvents)
        .flatMap(tree -> {
          var builder = new Builder(tree, names, 0).insideFold();
          return built(entry, tree, () -> builder.text(builder.root())::value);
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
          return built(entry, tree, () -> builder.condition(entry.text()));
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
          return built(entry, tree, () -> builder.condition(entry.text()));
        });
  }

  /** Names a measure: one fold, of whatever type. */
  public void measure(String name, Entry entry, CelCompiler compiler, int purposes) {
    checked(entry, compiler)
        .ifPresent(tree -> {
          var builder = new Builder(tree, names, purposes);
          built(entry, tree, () -> new Folding(builder).place(Folding.checked(builder.root())))
              .ifPresent(place -> names.measure(name, builder.type(builder.root()), place));
        });
  }

  private Optional<CelAbstractSyntaxTree> checked(Entry entry, CelCompiler compiler) {
    String text = entry.text();
    CelValidationResult result = compiler.compile(Spelling.forParser(text));
    if (!result.hasError()) {
      try {
        return Optional.of(result.getAst());
      } catch (CelValidationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    for (CelIssue issue : result.getErrors()) {
      CelSourceLocation at = issue.getSourceLocation();
      entry.mistake(Math.max(1, at.getLine()), at.getColumn(), plainly.said(issue, text));
    }
    return Optional.empty();
  }

  private interface Building<T> {
    T build();
  }

  private static <T> Optional<T> built(
      Entry entry, CelAbstractSyntaxTree tree, Building<T> building) {
    try {
      return Optional.of(building.build());
    } catch (Builder.Wrong wrong) {
      Optional<CelSourceLocation> at = tree.getSource().getOffsetLocation(place(tree, wrong));
      entry.mistake(
          at.map(CelSourceLocation::getLine).orElse(1),
          at.map(CelSourceLocation::getColumn).orElse(0),
          String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private static int place(CelAbstractSyntaxTree tree, Builder.Wrong wrong) {
    return tree.getSource().getPositionsMap().getOrDefault(wrong.at.id(), 0);
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
