package habitue.playbook.rule;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import habitue.playbook.pattern.Expression;
import habitue.playbook.rule.Comparison.Operator;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes nodes of what is called in a condition: operators and functions. */
final class Calls {
  private static final Map<String, Operator> COMPARED =
      Map.of(
          "_<_", Operator.LESS,
          "_<=_", Operator.AT_MOST,
          "_>_", Operator.MORE,
          "_>=_", Operator.AT_LEAST);

  private static final Map<String, Long> LENGTHS =
      Map.of("minutes", 60_000L, "hours", 3_600_000L, "days", 86_400_000L, "weeks", 604_800_000L);

  private static final Map<String, ChronoField> PARTS =
      Map.of(
          "weekday", ChronoField.DAY_OF_WEEK,
          "month", ChronoField.MONTH_OF_YEAR,
          "day", ChronoField.DAY_OF_MONTH,
          "hour", ChronoField.HOUR_OF_DAY,
          "year", ChronoField.YEAR);

  private final Builder builder;
  private final Folding folding;

  Calls(Builder builder) {
    this.builder = builder;
    this.folding = new Folding(builder);
  }

  Truth truth(CelExpr expr) {
    String function = expr.call().function();
    List<CelExpr> args = expr.call().args();
    Operator operator = COMPARED.get(function);
    if (operator != null) {
      return compared(args.get(0), args.get(1), operator);
    }
    return switch (function) {
      case "_&&_" -> new Truth.All(builder.side(args.get(0)), builder.side(args.get(1)));
      case "_||_" -> new Truth.Any(builder.side(args.get(0)), builder.side(args.get(1)));
      case "!_" -> new Truth.Not(builder.truth(args.getFirst()));
      case "_?_:_" ->
          new Truth.Either(
              builder.truth(args.get(0)), builder.truth(args.get(1)), builder.truth(args.get(2)));
      case "_==_" -> same(args.get(0), args.get(1));
      case "_!=_" -> new Truth.Not(same(args.get(0), args.get(1)));
      case "@in" -> oneOf(args.get(0), args.get(1));
      case "startsWith" -> lies(expr, Match.Way.STARTS);
      case "endsWith" -> lies(expr, Match.Way.ENDS);
      case "contains" -> lies(expr, Match.Way.CONTAINS);
      case "matches" -> matches(expr);
      case "birthday" -> new Calendar.Birthday(builder.said(args.getFirst()));
      case Language.IN, "flagged", "tagged", "won", "benefit", "reachable" ->
          new OfCustomer(builder).truth(expr);
      case "_[_]" -> new Truth.Asked(Builder.flagOf(said(expr)));
      default -> throw unknown(expr);
    };
  }

  private Truth compared(CelExpr one, CelExpr other, Operator operator) {
    CelKind first = builder.type(one).kind();
    CelKind second = builder.type(other).kind();
    if (first == CelKind.STRING && second == CelKind.STRING) {
      return new Match.Ordered(builder.text(one), builder.text(other), operator);
    }
    Comparison.Sides sides = sides(one, other);
    return sides == null
        ? new Match.OrderedSaid(builder.said(one), builder.said(other), operator)
        : watched(new Comparison(sides, operator, unit(one, other)));
  }

  private Condition.Unit unit(CelExpr one, CelExpr other) {
    if (Language.isMoney(builder.type(one)) || Language.isMoney(builder.type(other))) {
      return Condition.Unit.MONEY;
    }
    return switch (builder.type(one).kind()) {
      case TIMESTAMP -> Condition.Unit.TIME;
      case DURATION -> Condition.Unit.LENGTH;
      default -> Condition.Unit.NUMBER;
    };
  }

  private Truth watched(Comparison comparison) {
    builder.hourly |= comparison.sides().trend() == Trend.MIXED;
    return comparison;
  }

  /** Numbers on both sides; null where only the data knows what they are. */
  private Comparison.@Nullable Sides sides(CelExpr one, CelExpr other) {
    CelKind first = builder.type(one).kind();
    CelKind second = builder.type(other).kind();
    boolean instants = first == CelKind.TIMESTAMP || second == CelKind.TIMESTAMP;
    boolean said = first == CelKind.DYN || second == CelKind.DYN;
    if (said && !instants) {
      return first == second ? null : mixed(one, other);
    }
    if (first == CelKind.DOUBLE || second == CelKind.DOUBLE) {
      Comparison.Sides amounts = amounts(one, other);
      return amounts != null
          ? amounts
          : new Comparison.Reals(builder.real(one), builder.real(other));
    }
    if (first == CelKind.STRING || first == CelKind.BOOL || first == CelKind.LIST) {
      return null;
    }
    Comparison.Sides amounts = amounts(one, other);
    return amounts != null
        ? amounts
        : new Comparison.Wholes(builder.whole(one), builder.whole(other));
  }

  /** A number that moves, against one that only the data knows. */
  private Comparison.@Nullable Sides mixed(CelExpr one, CelExpr other) {
    boolean left = builder.type(one).kind() == CelKind.DYN;
    CelKind kind = builder.type(left ? other : one).kind();
    if (kind != CelKind.INT && kind != CelKind.DOUBLE) {
      return null;
    }
    var reals = new Comparison.Reals(builder.real(one), builder.real(other));
    return reals.trend() == Trend.STEADY ? null : reals;
  }

  /** An amount against a plain number: so many units of the brand's currency. */
  private Comparison.@Nullable Sides amounts(CelExpr one, CelExpr other) {
    boolean left = Language.isMoney(builder.type(one));
    boolean right = Language.isMoney(builder.type(other));
    if (left == right) {
      return null;
    }
    return left
        ? new Comparison.Wholes(builder.whole(one), units(other))
        : new Comparison.Wholes(units(one), builder.whole(other));
  }

  private Whole units(CelExpr expr) {
    if (expr.exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      throw new Builder.Wrong(
          expr, "an amount is compared with a number written out, or an amount");
    }
    CelConstant constant = expr.constant();
    BigDecimal amount =
        constant.getKind() == CelConstant.Kind.DOUBLE_VALUE
            ? BigDecimal.valueOf(constant.doubleValue())
            : BigDecimal.valueOf(constant.int64Value());
    try {
      return new Whole.Units(amount);
    } catch (ArithmeticException large) {
      throw new Builder.Wrong(expr, "this amount is too large");
    }
  }

  private Truth same(CelExpr one, CelExpr other) {
    CelKind first = builder.type(one).kind();
    CelKind second = builder.type(other).kind();
    if (first == CelKind.STRING && second == CelKind.STRING) {
      return new Match.Same(builder.text(one), builder.text(other));
    }
    Comparison.Sides sides = sides(one, other);
    if (sides == null) {
      return new Match.SameSaid(builder.said(one), builder.said(other));
    }
    var equal = Comparison.Equal.of(sides, unit(one, other));
    watched(equal.one());
    return equal;
  }

  private Truth oneOf(CelExpr one, CelExpr list) {
    Said said = builder.said(one);
    if (list.exprKind().getKind() == CelExpr.ExprKind.Kind.LIST) {
      return new Match.OneOf(said, list.list().elements().stream().map(builder::said).toList());
    }
    return new Match.Among(said, builder.said(list));
  }

  private Truth lies(CelExpr expr, Match.Way way) {
    Text part = builder.text(expr.call().args().getFirst());
    return new Match.Lies(builder.text(target(expr)), way, part);
  }

  private Truth matches(CelExpr expr) {
    Optional<CelExpr> target = expr.call().target();
    List<CelExpr> args = expr.call().args();
    CelExpr text = target.orElseGet(args::getFirst);
    CelExpr pattern = args.getLast();
    if (pattern.exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      throw new Builder.Wrong(pattern, "the expression is written out");
    }
    try {
      String written = pattern.constant().stringValue();
      var compiled = Expression.compiled(written);
      builder.names.matches(Expression.size(written), pattern);
      return new Match.Matches(builder.text(text), compiled);
    } catch (Expression.Refused refused) {
      throw new Builder.Wrong(pattern, String.valueOf(refused.getMessage()));
    }
  }

  private static CelExpr target(CelExpr expr) {
    return expr.call().target().orElseThrow(() -> unknown(expr));
  }

  static Builder.Wrong unknown(CelExpr expr) {
    return new Builder.Wrong(
        expr, Plainly.written(expr.call().function()) + " is not part of the language here");
  }

  Whole whole(CelExpr expr) {
    String function = expr.call().function();
    List<CelExpr> args = expr.call().args();
    Long length = LENGTHS.get(function);
    if (length != null) {
      return new Whole.Always(length(args.getFirst(), length));
    }
    ChronoField part = PARTS.get(function);
    if (part != null) {
      return new Calendar.Part(part);
    }
    return switch (function) {
      case "_+_" -> new Whole.Plus(builder.whole(args.get(0)), builder.whole(args.get(1)));
      case "_-_" -> new Whole.Minus(builder.whole(args.get(0)), builder.whole(args.get(1)));
      case "_*_" -> new Whole.Times(builder.whole(args.get(0)), builder.whole(args.get(1)));
      case "_/_" -> new Whole.Divided(builder.whole(args.get(0)), builder.whole(args.get(1)));
      case "-_" -> new Whole.Minus(new Whole.Always(0), builder.whole(args.getFirst()));
      case "_?_:_" ->
          new Whole.Either(
              builder.truth(args.get(0)), builder.whole(args.get(1)), builder.whole(args.get(2)));
      case "since" -> new Whole.Minus(new Whole.Now(), builder.whole(args.getFirst()));
      case "date" -> new Calendar.FirstOf(date(args.getFirst()));
      case "age" -> new Calendar.Age(builder.said(args.getFirst()));
      case "count", "sum", "min", "max", "distinct", "last" -> wholeOf(folding.place(expr));
      default -> throw unknown(expr);
    };
  }

  private static long length(CelExpr expr, long unit) {
    boolean written = expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT;
    long number = written ? expr.constant().int64Value() : 0;
    if (number < 1 || number > 73_000L * 86_400_000 / unit) {
      throw new Builder.Wrong(expr, "a length of time from 1 to 200 years is expected");
    }
    return number * unit;
  }

  private static LocalDate date(CelExpr expr) {
    try {
      if (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
        return LocalDate.parse(expr.constant().stringValue());
      }
    } catch (DateTimeException broken) {
      // Said below.
    }
    throw new Builder.Wrong(expr, "a day such as date(\"2026-11-27\") is expected");
  }

  Whole wholeOf(int place) {
    Fold fold = builder.names.fold(builder.noted(place));
    return switch (fold.kind()) {
      case COUNT, DISTINCT -> new Fold.Counted(fold, place);
      case SUM, MIN, MAX, LAST -> new Fold.WholeOf(fold, place);
    };
  }

  Real real(CelExpr expr) {
    List<CelExpr> args = expr.call().args();
    return switch (expr.call().function()) {
      case "_+_" -> new Real.Plus(builder.real(args.get(0)), builder.real(args.get(1)));
      case "_-_" -> new Real.Minus(builder.real(args.get(0)), builder.real(args.get(1)));
      case "_*_" -> new Real.Times(builder.real(args.get(0)), builder.real(args.get(1)));
      case "_/_" -> new Real.Divided(builder.real(args.get(0)), builder.real(args.get(1)));
      case "-_" -> new Real.Minus(new Real.Always(0), builder.real(args.getFirst()));
      case "_?_:_" ->
          new Real.Either(
              builder.truth(args.get(0)), builder.real(args.get(1)), builder.real(args.get(2)));
      case "_[_]" -> builder.tag(expr, constant(args.get(1)));
      case "sum", "min", "max", "last" -> realOf(folding.place(expr));
      case Language.SURPRISE -> Surprises.real(expr, builder);
      default -> throw unknown(expr);
    };
  }

  Real realOf(int place) {
    return new Fold.RealOf(builder.names.fold(builder.noted(place)), place);
  }

  Text text(CelExpr expr) {
    List<CelExpr> args = expr.call().args();
    return switch (expr.call().function()) {
      case "lower" -> {
        Text text = builder.text(args.getFirst());
        yield new Text.Read(look -> {
          String said = text.value(look);
          return said == null ? null : said.toLowerCase(java.util.Locale.ROOT);
        });
      }
      case "_?_:_" ->
          new Text.Either(
              builder.truth(args.get(0)), builder.text(args.get(1)), builder.text(args.get(2)));
      case "last" -> textOf(folding.place(expr));
      default -> throw unknown(expr);
    };
  }

  Text textOf(int place) {
    return new Fold.TextOf(builder.names.fold(builder.noted(place)), place);
  }

  Said said(CelExpr expr) {
    List<CelExpr> args = expr.call().args();
    return switch (expr.call().function()) {
      case "_[_]" -> builder.under(args.get(0), constant(args.get(1)), expr);
      case "last" -> saidOf(folding.place(expr));
      default -> throw unknown(expr);
    };
  }

  Said saidOf(int place) {
    return new Fold.SaidOf(builder.names.fold(builder.noted(place)), place);
  }

  static String constant(CelExpr expr) {
    if (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      return expr.constant().stringValue();
    }
    throw new Builder.Wrong(expr, "a name in quotes is expected");
  }
}
