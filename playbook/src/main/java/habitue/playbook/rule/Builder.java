package habitue.playbook.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes our own nodes of one checked condition, and notes what it reads. What is wrong on one side
 * of an and, or is noted, and the other side is looked at all the same.
 */
final class Builder {
  private static final int MOST_NODES = 300;
  private static final String EVENT = "event.";

  /** What is wrong at one expression. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;
    final transient CelExpr at;

    Wrong(CelExpr at, String message) {
      super(message, null, false, false);
      this.at = at;
    }
  }

  final Names names;
  final int purposes;
  final Set<Field> fields = EnumSet.noneOf(Field.class);
  final Set<Integer> folds = new HashSet<>();
  final Set<Integer> segments = new HashSet<>();
  final Set<Integer> flags = new HashSet<>();
  final Set<String> tags = new HashSet<>();
  final Set<Integer> habits = new HashSet<>();

  /**
   * The events that the condition is asked beside; empty where it is asked of the customer alone.
   */
  final Set<String> beside;

  final List<Wrong> wrong;
  int parts;
  boolean hourly;
  private final CelAbstractSyntaxTree tree;
  private final Calls calls;
  private final boolean inFold;
  private int nodes;

  /**
   * @param purposes those of the rule itself, for the folds in it; 0 for what is usual
   */
  Builder(CelAbstractSyntaxTree tree, Names names, int purposes) {
    this(tree, names, purposes, Set.of(), false, new ArrayList<>());
  }

  private Builder(
      CelAbstractSyntaxTree tree,
      Names names,
      int purposes,
      Set<String> beside,
      boolean inFold,
      List<Wrong> wrong) {
    this.wrong = wrong;
    this.tree = tree;
    this.names = names;
    this.purposes = purposes;
    this.beside = beside;
    this.inFold = inFold;
    this.calls = new Calls(this);
  }

  /** For what is asked of each event that a fold gathers: there is no customer, and no now. */
  Builder insideFold() {
    return new Builder(tree, names, purposes, Set.of(), true, wrong);
  }

  /** For what is asked of an event and of the customer whose event it is. */
  Builder beside(Set<String> events) {
    return new Builder(tree, names, purposes, events, false, wrong);
  }

  /** There is an event to ask only beside one, or inside a fold. */
  private void beside(CelExpr expr) {
    if (!inFold && beside.isEmpty()) {
      throw new Wrong(
          expr, "an event is asked inside a fold, such as count(\"Product Viewed\", event.…)");
    }
  }

  void outsideFolds(CelExpr expr) {
    if (inFold) {
      throw new Wrong(
          expr, "inside a fold only the event itself is asked, not the customer or now");
    }
  }

  Condition condition(String said) {
    Truth truth = truth(tree.getExpr());
    fields.forEach(field -> parts |= field.part().bit());
    return new Condition(said, truth, reads(), collected(), hourly);
  }

  private Condition.Reads reads() {
    return new Condition.Reads(fields, folds, segments, flags, tags, habits, parts);
  }

  /** The purposes that everything read was collected for. */
  int collected() {
    int bits = 0;
    for (Field field : fields) {
      bits |= field.purposes();
    }
    for (int fold : folds) {
      bits |= names.fold(fold).purposes();
    }
    return bits | names.purposes(reads());
  }

  CelExpr root() {
    return tree.getExpr();
  }

  /**
   * As it was checked. A sum, least or greatest of what only the data knows is a number with
   * fractions: its type fits them all, so the checker does not tell.
   */
  CelType type(CelExpr expr) {
    CelType type = tree.getType(expr.id()).orElse(SimpleType.DYN);
    return type.kind() == CelKind.DYN && Folding.isNumber(expr) ? SimpleType.DOUBLE : type;
  }

  private void count(CelExpr expr) {
    if (++nodes > MOST_NODES) {
      throw new Wrong(expr, "a condition has at most " + MOST_NODES + " parts: use a measure");
    }
  }

  /** One of several conditions: what is wrong in it does not hide what is wrong in the others. */
  Truth side(CelExpr expr) {
    try {
      return truth(expr);
    } catch (Wrong one) {
      wrong.add(one);
      return new Truth.Always(false);
    }
  }

  Truth truth(CelExpr expr) {
    count(expr);
    return switch (expr.exprKind().getKind()) {
      case CONSTANT -> new Truth.Always(expr.constant().booleanValue());
      case SELECT -> expr.select().testOnly() ? there(expr) : new Truth.Asked(flag(expr));
      case CALL -> calls.truth(expr);
      default -> said(expr, "a condition that holds or not");
    };
  }

  private Truth.Asks flag(CelExpr expr) {
    if (type(expr).kind() == CelKind.DYN) {
      return flagOf(said(expr));
    }
    Whole whole = whole(expr);
    return look -> whole.value(look) != 0;
  }

  static Truth.Asks flagOf(Said said) {
    return look -> {
      if (said.value(look) instanceof Value.Flag(boolean flag)) {
        return flag;
      }
      Arithmetic.nothing(look);
      return false;
    };
  }

  private Truth said(CelExpr expr, String wanted) {
    if (type(expr).kind() != CelKind.DYN) {
      throw new Wrong(expr, wanted + " is expected");
    }
    return new Truth.Asked(flagOf(said(expr)));
  }

  /** {@code has(…)}: whether something is said at all. */
  private Truth there(CelExpr expr) {
    CelExpr operand = expr.select().operand();
    if (type(operand).kind() == CelKind.MAP || type(operand).kind() == CelKind.DYN) {
      return new Match.IsSaid(under(operand, expr.select().field(), expr));
    }
    String path = Paths.of(expr);
    Field field = path == null ? null : Paths.field(path);
    if (field == null) {
      return new Match.IsSaid(ofEvent(expr, path));
    }
    outsideFolds(expr);
    fields.add(field);
    return new Match.IsThere(look -> look.subject.has(field));
  }

  private Said ofEvent(CelExpr expr, @Nullable String path) {
    Text.Reads text = Paths.eventText(path);
    if (text != null) {
      beside(expr);
      return new Said.OfText(new Text.Read(text));
    }
    Whole number = eventNumber(expr, path);
    if (number == null) {
      throw new Wrong(
          expr, "has() asks whether one thing is said, such as has(customer.orders.last)");
    }
    return new Said.OfWhole(number);
  }

  Whole whole(CelExpr expr) {
    count(expr);
    return switch (expr.exprKind().getKind()) {
      case CONSTANT -> new Whole.Always(constant(expr));
      case IDENT -> ident(expr);
      case SELECT -> field(expr);
      case CALL -> calls.whole(expr);
      default -> throw new Wrong(expr, "a whole number is expected");
    };
  }

  private long constant(CelExpr expr) {
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case INT64_VALUE -> constant.int64Value();
      case BOOLEAN_VALUE -> constant.booleanValue() ? 1 : 0;
      default -> throw new Wrong(expr, "a whole number is expected");
    };
  }

  private Whole ident(CelExpr expr) {
    String name = expr.ident().name();
    outsideFolds(expr);
    if (name.equals("now")) {
      return new Whole.Now();
    }
    if (names.isMeasure(name)) {
      return calls.wholeOf(noted(names.measure(name)));
    }
    throw new Wrong(expr, name + " is no number");
  }

  int noted(int fold) {
    folds.add(fold);
    return fold;
  }

  private Whole field(CelExpr expr) {
    Field field = customerField(expr);
    if (field != null) {
      return new Whole.Read(look -> read(field, look));
    }
    Whole number = eventNumber(expr, Paths.of(expr));
    if (number != null) {
      return number;
    }
    if (type(expr).kind() == CelKind.DYN) {
      return new Calendar.InstantOf(said(expr));
    }
    throw new Wrong(expr, "a whole number is expected");
  }

  /** A number that events have of themselves; null for something else. */
  private @Nullable Whole eventNumber(CelExpr expr, @Nullable String path) {
    if (path != null && path.startsWith(EVENT)) {
      beside(expr);
    }
    return switch (path) {
      case "event.at" -> new Whole.Read(look -> look.scene().at());
      case "event.order.net" -> new Whole.Read(look -> minor(look, look.scene().net()));
      case "event.product.price" -> new Whole.Read(look -> minor(look, price(look)));
      case null, default -> null;
    };
  }

  private static long read(Field field, Look look) {
    look.ends(look.subject.until(field, look.now));
    return look.subject.has(field) ? look.subject.whole(field, look.now) : Arithmetic.nothing(look);
  }

  private static @Nullable Long price(Look look) {
    Scene.Product product = look.scene().product();
    return product == null ? null : product.price();
  }

  private static long minor(Look look, @Nullable Long amount) {
    return amount == null ? Arithmetic.nothing(look) : amount;
  }

  @Nullable Field customerField(CelExpr expr) {
    String path = Paths.of(expr);
    Field field = path == null ? null : Paths.field(path);
    if (field != null) {
      outsideFolds(expr);
      fields.add(field);
    }
    return field;
  }

  Real real(CelExpr expr) {
    count(expr);
    CelKind kind = type(expr).kind();
    if (kind == CelKind.INT || Language.isMoney(type(expr))) {
      nodes--;
      return new Real.OfWhole(whole(expr));
    }
    if (kind == CelKind.DYN) {
      return ofSaid(said(expr));
    }
    return switch (expr.exprKind().getKind()) {
      case CONSTANT -> new Real.Always(expr.constant().doubleValue());
      case IDENT -> calls.realOf(noted(names.measure(expr.ident().name())));
      case SELECT -> fading(expr);
      case CALL -> calls.real(expr);
      default -> throw new Wrong(expr, "a number is expected");
    };
  }

  private static Real ofSaid(Said said) {
    return new Real.Read(look -> {
      BigDecimal number = Said.number(said.value(look));
      return number == null ? Arithmetic.nothing(look) : number.doubleValue();
    });
  }

  private Real fading(CelExpr expr) {
    Field field = customerField(expr);
    if (field == null && expr.select().operand() != null) {
      return tag(expr, expr.select().field());
    }
    if (field == null) {
      throw new Wrong(expr, "a number is expected");
    }
    return new Real.Fading(
        look -> readReal(field, look), (level, look) -> look.subject.fallsTo(field, level));
  }

  private static double readReal(Field field, Look look) {
    look.ends(look.subject.until(field, look.now));
    return look.subject.has(field) ? look.subject.real(field, look.now) : Arithmetic.nothing(look);
  }

  Real tag(CelExpr expr, String name) {
    names.known(expr, "tag", name);
    tags.add(name);
    return new Real.Fading(
        look -> look.subject.tag(name, look.now),
        (level, look) -> look.subject.tagFallsTo(name, level));
  }

  Text text(CelExpr expr) {
    count(expr);
    if (type(expr).kind() == CelKind.DYN) {
      return new Text.OfSaid(said(expr));
    }
    return switch (expr.exprKind().getKind()) {
      case CONSTANT -> new Text.Always(expr.constant().stringValue());
      case IDENT -> calls.textOf(noted(names.measure(expr.ident().name())));
      case SELECT -> textField(expr);
      case CALL -> calls.text(expr);
      default -> throw new Wrong(expr, "a text is expected");
    };
  }

  private Text textField(CelExpr expr) {
    Field field = customerField(expr);
    if (field != null) {
      return new Text.Read(look -> look.subject.text(field));
    }
    Text.Reads reads = Paths.eventText(Paths.of(expr));
    if (reads == null) {
      throw new Wrong(expr, "a text is expected");
    }
    beside(expr);
    return new Text.Read(reads);
  }

  /** Something whose type only the data knows; any other type is lifted. */
  Said said(CelExpr expr) {
    CelType type = type(expr);
    return switch (type.kind()) {
      case STRING -> new Said.OfText(text(expr));
      case INT -> new Said.OfWhole(whole(expr));
      case DOUBLE -> new Said.OfReal(real(expr));
      case BOOL -> new Said.OfTruth(truth(expr));
      case OPAQUE -> new Said.OfReal(new Real.OfWhole(whole(expr)));
      default -> unknown(expr);
    };
  }

  private Said unknown(CelExpr expr) {
    count(expr);
    return switch (expr.exprKind().getKind()) {
      case IDENT -> measured(expr);
      case SELECT -> select(expr);
      case CALL -> calls.said(expr);
      default -> throw new Wrong(expr, "this cannot be read here");
    };
  }

  private Said measured(CelExpr expr) {
    String name = expr.ident().name();
    outsideFolds(expr);
    if (!names.isMeasure(name)) {
      throw new Wrong(expr, "this cannot be read here");
    }
    return calls.saidOf(noted(names.measure(name)));
  }

  private Said select(CelExpr expr) {
    CelExpr operand = expr.select().operand();
    String name = expr.select().field();
    return under(operand, name, expr);
  }

  Said under(CelExpr operand, String name, CelExpr expr) {
    String path = Paths.of(operand);
    if ("customer.traits".equals(path)) {
      outsideFolds(expr);
      parts |= Field.Part.PROFILE.bit();
      return new Said.Read(look -> look.subject.trait(name));
    }
    if (path != null && path.startsWith(EVENT)) {
      beside(expr);
    }
    if ("event.properties".equals(path)) {
      return new Said.Read(look -> look.scene().event().properties().value(name).orElse(null));
    }
    if ("event.traits".equals(path)) {
      return new Said.Read(look -> look.scene().event().traits().value(name).orElse(null));
    }
    if (type(operand).kind() == CelKind.DYN) {
      return new Said.Under(said(operand), name);
    }
    throw new Wrong(expr, "this cannot be read here");
  }

  static String near(String wrong, List<String> right) {
    return habitue.playbook.yaml.Nearest.to(wrong, right)
        .map(" (did you mean %s?)"::formatted)
        .orElse("");
  }
}
