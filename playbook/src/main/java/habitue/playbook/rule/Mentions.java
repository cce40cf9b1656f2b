package habitue.playbook.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a condition mentions by name, whatever its types: so every wrong name of it is told at once,
 * and nothing sensitive is asked by another way of writing it.
 */
final class Mentions {
  private static final Set<String> OPEN =
      Set.of("customer.traits", "event.properties", "event.traits");
  private static final String TAGS = "customer.tags";
  private static final Map<String, String> ASKED =
      Map.of(
          Language.IN,
          "segment",
          "flagged",
          "flag",
          "tagged",
          "tag",
          "won",
          "challenge",
          "benefit",
          "benefit",
          "reachable",
          "channel");
  private static final Map<String, String> COMPARED =
      Map.of(
          "customer.stage", "stage",
          "customer.loyalty.tier", "tier",
          "customer.loyalty.projected_tier", "tier",
          "customer.loyalty.next_tier", "tier");

  private final CelAbstractSyntaxTree tree;

  /** A name of something that the playbook has, and where it stands. */
  record Name(String what, String name, CelExpr at) {}

  /** A word in quotes, or the name of what is said, and where it stands. */
  record Word(String word, boolean trait, CelExpr at) {}

  private final List<Name> names = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();

  Mentions(CelAbstractSyntaxTree tree) {
    this.tree = tree;
    look(tree.getExpr());
  }

  List<Name> names() {
    return names;
  }

  List<Word> words() {
    return words;
  }

  /** Where something stands, in characters of the text. */
  static int at(CelAbstractSyntaxTree tree, CelExpr expr) {
    return tree.getSource().getPositionsMap().getOrDefault(expr.id(), 0);
  }

  int at(CelExpr expr) {
    return at(tree, expr);
  }

  private void look(CelExpr expr) {
    switch (expr.exprKind().getKind()) {
      case CONSTANT -> {
        String said = text(expr);
        if (said != null) {
          words.add(new Word(said, false, expr));
        }
      }
      case SELECT -> select(expr);
      case CALL -> call(expr);
      case LIST -> expr.list().elements().forEach(this::look);
      default -> {}
    }
  }

  private void select(CelExpr expr) {
    CelExpr operand = expr.select().operand();
    named(operand, expr.select().field(), expr);
    look(operand);
  }

  private void call(CelExpr expr) {
    CelExpr.CelCall call = expr.call();
    List<CelExpr> args = call.args();
    switch (call.function()) {
      case "_[_]" -> {
        String name = text(args.get(1));
        if (name != null) {
          named(args.get(0), name, expr);
        }
      }
      case "_==_", "_!=_" -> {
        compared(args.get(0), Stream.of(args.get(1)));
        compared(args.get(1), Stream.of(args.get(0)));
      }
      case "@in" -> {
        if (args.get(1).exprKind().getKind() == Kind.LIST) {
          compared(args.get(0), args.get(1).list().elements().stream());
        }
      }
      default -> asked(expr);
    }
    call.target().ifPresent(this::look);
    args.forEach(this::look);
  }

  private void asked(CelExpr expr) {
    String what = ASKED.get(expr.call().function());
    boolean ofCustomer = expr.call().target().map(Paths::of).filter("customer"::equals).isPresent();
    if (what != null && ofCustomer && !expr.call().args().isEmpty()) {
      name(what, expr.call().args().getFirst());
    }
  }

  private void compared(CelExpr one, Stream<CelExpr> others) {
    String what = COMPARED.get(Objects.requireNonNullElse(Paths.of(one), ""));
    if (what != null) {
      others.forEach(other -> name(what, other));
    }
  }

  private void name(String what, CelExpr at) {
    String name = text(at);
    if (name != null) {
      names.add(new Name(what, name, at));
    }
  }

  private void named(CelExpr operand, String name, CelExpr at) {
    if (TAGS.equals(Paths.of(operand))) {
      names.add(new Name("tag", name, at));
      words.add(new Word(name, false, at));
    } else if (open(operand)) {
      words.add(new Word(name, true, at));
    }
  }

  /** Whether whoever sends the data names what is below. */
  private static boolean open(CelExpr expr) {
    String path = Paths.of(expr);
    if (path != null && OPEN.contains(path)) {
      return true;
    }
    return switch (expr.exprKind().getKind()) {
      case SELECT -> open(expr.select().operand());
      case CALL -> expr.call().function().equals("_[_]") && open(expr.call().args().getFirst());
      default -> false;
    };
  }

  private static @Nullable String text(CelExpr expr) {
    return expr.exprKind().getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expr.constant().stringValue()
        : null;
  }
}
