package habitue.playbook.rule;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import habitue.model.Value;
import habitue.playbook.rule.Builder.Wrong;
import habitue.playbook.trust.Purpose;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a node of {@code customer.surprise(event.…)}. */
final class Surprises {
  private Surprises() {}

  static Real real(CelExpr expr, Builder builder) {
    Set<String> on = builder.beside;
    if (on.isEmpty()) {
      throw new Wrong(expr, "how surprising something is, is asked in questions with on: only");
    }
    CelExpr taken = expr.call().args().getFirst();
    Look.Taken value = taken(taken, builder.insideFold());
    int purposes = Purpose.PERSONALISE | builder.purposes;
    int place = builder.names.place(new Habit(Folding.written(taken), on, value, purposes));
    builder.habits.add(place);
    return new Real.Read(look -> surprise(look, place, value));
  }

  private static double surprise(Look look, int place, Look.Taken taken) {
    String value = taken.value(look);
    double surprise = value == null ? -1 : look.subject.surprise(place, value);
    return surprise < 0 ? Arithmetic.nothing(look) : surprise;
  }

  private static Look.Taken taken(CelExpr expr, Builder inside) {
    CelKind kind = inside.type(expr).kind();
    if (kind == CelKind.STRING) {
      return inside.text(expr)::value;
    }
    if (kind == CelKind.DYN) {
      Said said = inside.said(expr);
      return look -> plain(said.value(look));
    }
    Real number = inside.real(expr);
    return look -> {
      double value = number.value(look);
      return look.missed() ? null : band(value);
    };
  }

  private static @Nullable String plain(@Nullable Value value) {
    BigDecimal number = Said.number(value);
    return number == null
        ? value instanceof Value.Text(String text) ? text : null
        : number.stripTrailingZeros().toPlainString();
  }

  /** Numbers count together that lie between two powers of two. */
  private static @Nullable String band(double value) {
    return value > 0 && Double.isFinite(value)
        ? "2^" + Math.getExponent(value)
        : value == 0 ? "0" : null;
  }
}
