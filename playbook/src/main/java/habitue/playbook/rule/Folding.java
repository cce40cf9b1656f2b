package habitue.playbook.rule;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import habitue.playbook.rule.Builder.Wrong;
import habitue.playbook.trust.Purpose;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes a fold of what is written {@code count("Product Viewed", event.…, days(30))}. */
final class Folding {
  private static final List<String> FOLDS =
      List.of("count", "sum", "min", "max", "distinct", "last");

  private static final List<String> NUMBERS = List.of("sum", "min", "max");

  private final Builder builder;

  Folding(Builder builder) {
    this.builder = builder;
  }

  /** The fold's place among all of the playbook. */
  int place(CelExpr expr) {
    builder.outsideFolds(expr);
    return builder.names.place(fold(expr), expr);
  }

  private Fold fold(CelExpr expr) {
    List<CelExpr> args = expr.call().args();
    Fold.Kind kind = Fold.Kind.valueOf(expr.call().function().toUpperCase(Locale.ROOT));
    String event = Calls.constant(args.getFirst());
    if (event.isBlank()) {
      throw new Wrong(args.getFirst(), "the name of an event is expected");
    }
    int next = kind == Fold.Kind.COUNT ? 1 : 2;
    Builder inside = builder.insideFold();
    Fold.Of of = kind == Fold.Kind.COUNT ? new Fold.Of.Nothing() : taken(args.get(1), kind, inside);
    Truth where = null;
    long window = 0;
    for (CelExpr rest : args.subList(next, args.size())) {
      if (builder.type(rest).kind() == CelKind.DURATION) {
        window = builder.whole(rest) instanceof Whole.Always(long length) ? length : none(rest);
      } else {
        where = inside.truth(rest);
      }
    }
    int purposes = builder.purposes == 0 ? Purpose.PERSONALISE : builder.purposes;
    return new Fold(Written.of(expr), event, kind, where, of, window, purposes);
  }

  /** An expression as it is written, in one way only. */
  static String written(CelExpr expr) {
    return Written.of(expr);
  }

  /** The one fold that a measure is. */
  static CelExpr checked(CelExpr root) {
    boolean fold =
        root.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
            && FOLDS.contains(root.call().function());
    if (!fold) {
      throw new Wrong(root, "a measure is one fold: " + String.join(", ", FOLDS) + " of an event");
    }
    return root;
  }

  private static long none(CelExpr expr) {
    throw new Wrong(expr, "a window is written out, such as days(30)");
  }

  /** Whether it is a fold that makes a number of numbers. */
  static boolean isNumber(CelExpr expr) {
    return expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
        && NUMBERS.contains(expr.call().function());
  }

  private static Fold.Of taken(CelExpr expr, Fold.Kind kind, Builder inside) {
    CelKind type = inside.type(expr).kind();
    if (kind == Fold.Kind.DISTINCT || type == CelKind.STRING) {
      return new Fold.Of.Texts(inside.text(expr));
    }
    if (kind == Fold.Kind.LAST && type == CelKind.DYN) {
      return new Fold.Of.Saids(inside.said(expr));
    }
    boolean real = type == CelKind.DOUBLE || type == CelKind.DYN;
    return real ? new Fold.Of.Reals(inside.real(expr)) : new Fold.Of.Wholes(inside.whole(expr));
  }

  /**
   * Writes an expression in one way only, so that the same one said twice is known to be the same.
   */
  private static final class Written {
    private Written() {}

    static String of(CelExpr expr) {
      return switch (expr.exprKind().getKind()) {
        case CONSTANT -> constant(expr.constant());
        case IDENT -> expr.ident().name();
        case SELECT -> select(expr);
        case CALL -> call(expr);
        case LIST ->
            expr.list().elements().stream()
                .map(Written::of)
                .collect(Collectors.joining(", ", "[", "]"));
        default -> throw new IllegalArgumentException("not part of the language");
      };
    }

    private static String select(CelExpr expr) {
      String path = of(expr.select().operand()) + "." + expr.select().field();
      return expr.select().testOnly() ? "has(" + path + ")" : path;
    }

    private static String call(CelExpr expr) {
      String arguments =
          expr.call().args().stream().map(Written::of).collect(Collectors.joining(", ", "(", ")"));
      String target = expr.call().target().map(each -> of(each) + ".").orElse("");
      return target + expr.call().function() + arguments;
    }

    private static String constant(CelConstant constant) {
      return switch (constant.getKind()) {
        case STRING_VALUE -> '"' + constant.stringValue().replace("\"", "\\\"") + '"';
        case INT64_VALUE -> Long.toString(constant.int64Value());
        case DOUBLE_VALUE -> Double.toString(constant.doubleValue());
        case BOOLEAN_VALUE -> Boolean.toString(constant.booleanValue());
        default -> constant.toString();
      };
    }
  }
}
