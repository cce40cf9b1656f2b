package habitue.playbook.rule;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.stream.Collectors;

/**
 * Writes an expression in one way only, so that the same one said twice is known to be the same.
 */
final class Written {
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
