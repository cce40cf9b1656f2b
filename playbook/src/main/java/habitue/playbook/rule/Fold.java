package habitue.playbook.rule;

import habitue.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is gathered of one kind of event over a person's past: how often it came, or what became of
 * a number or text in it.
 *
 * @param said how it is written, for people and to tell two apart
 * @param event the event's name
 * @param where which of them count; null for all
 * @param window for how long each counts, in milliseconds; 0 for ever
 * @param purposes an event counts only where it may be read for all of these, as bits
 */
public record Fold(
    String said, String event, Kind kind, @Nullable Truth where, Of of, long window, int purposes) {

  /** What is made of the occurrences. */
  public enum Kind {
    COUNT,
    SUM,
    MIN,
    MAX,
    DISTINCT,
    LAST
  }

  /** What is taken from each event. */
  sealed interface Of {
    record Nothing() implements Of {}

    record Wholes(Whole whole) implements Of {}

    record Reals(Real real) implements Of {}

    record Texts(Text text) implements Of {}

    /** A text or a number, as the data has it. */
    record Saids(Said said) implements Of {}
  }

  /** Whether it counts different texts: those of each product of an event. */
  public boolean tellsApart() {
    return kind == Kind.DISTINCT;
  }

  /** The occurrences with one more event, if it counts. */
  public Occurrences plus(Occurrences before, Look event) {
    if (where != null && where.answer(event) != Answer.YES) {
      return before;
    }
    event.missed();
    Occurrences.Once fresh = once(event);
    return fresh == null ? before : plus(before, fresh);
  }

  private Occurrences plus(Occurrences before, Occurrences.Once fresh) {
    if (window == 0) {
      return forEver(before, fresh);
    }
    return kind == Kind.DISTINCT ? before.latest(fresh, window) : before.plus(fresh, window);
  }

  /** What it gathered in two parts, the second known to the millisecond, as one. */
  public Occurrences and(Occurrences before, Occurrences more) {
    if (window == 0 && kind == Kind.COUNT) {
      return new Occurrences(List.of(), List.of(), before.total() + more.total());
    }
    Occurrences all = before;
    for (Occurrences.Once once : more.exact()) {
      all = plus(all, once);
    }
    return all;
  }

  private Occurrences.@Nullable Once once(Look event) {
    long at = event.scene().at();
    return switch (of) {
      case Of.Nothing _ -> new Occurrences.Once(at, 1, "");
      case Of.Wholes(Whole whole) -> {
        long number = whole.value(event);
        yield event.missed() ? null : new Occurrences.Once(at, number, "");
      }
      case Of.Reals(Real real) -> {
        double number = real.value(event);
        boolean usable = !event.missed() && Double.isFinite(number);
        yield usable ? new Occurrences.Once(at, Double.doubleToLongBits(number), "") : null;
      }
      case Of.Texts(Text text) -> {
        String said = text.value(event);
        yield said == null ? null : new Occurrences.Once(at, 1, said);
      }
      case Of.Saids(Said said) -> once(at, said.value(event));
    };
  }

  private static Occurrences.@Nullable Once once(long at, @Nullable Value said) {
    if (said instanceof Value.Text(String text)) {
      return new Occurrences.Once(at, 1, text);
    }
    BigDecimal number = Said.number(said);
    return number == null
        ? null
        : new Occurrences.Once(at, Double.doubleToLongBits(number.doubleValue()), "");
  }

  /** What counts for ever needs no instants: one sum, one least, one last is kept. */
  private Occurrences forEver(Occurrences before, Occurrences.Once fresh) {
    long total = before.total() + 1;
    List<Occurrences.Once> kept = before.exact();
    if (kind == Kind.COUNT) {
      return new Occurrences(List.of(), List.of(), total);
    }
    if (kind == Kind.DISTINCT) {
      return new Occurrences(different(kept, fresh), List.of(), total);
    }
    Occurrences.Once one = kept.isEmpty() ? fresh : merged(kept.getFirst(), fresh);
    return new Occurrences(List.of(one), List.of(), total);
  }

  private static List<Occurrences.Once> different(
      List<Occurrences.Once> kept, Occurrences.Once fresh) {
    boolean known = kept.stream().anyMatch(each -> each.text().equals(fresh.text()));
    if (known || kept.size() >= Occurrences.EXACT) {
      return kept;
    }
    var more = new ArrayList<>(kept);
    more.add(fresh);
    return more;
  }

  private Occurrences.Once merged(Occurrences.Once old, Occurrences.Once fresh) {
    return switch (kind) {
      case SUM -> new Occurrences.Once(Math.max(old.at(), fresh.at()), sum(old, fresh), "");
      case MIN -> less(old, fresh) ? old : fresh;
      case MAX -> less(old, fresh) ? fresh : old;
      case LAST -> fresh.at() >= old.at() ? fresh : old;
      case COUNT, DISTINCT -> throw new IllegalStateException("kept otherwise");
    };
  }

  private long sum(Occurrences.Once old, Occurrences.Once fresh) {
    if (real()) {
      double sum = Double.longBitsToDouble(old.number()) + Double.longBitsToDouble(fresh.number());
      return Double.doubleToLongBits(sum);
    }
    return Arithmetic.bounded(old.number(), fresh.number());
  }

  private boolean less(Occurrences.Once one, Occurrences.Once other) {
    return real()
        ? Double.longBitsToDouble(one.number()) <= Double.longBitsToDouble(other.number())
        : one.number() <= other.number();
  }

  boolean real() {
    return of instanceof Of.Reals;
  }

  /** From when on occurrences count, exclusive, at the look's instant. */
  private long after(Look look) {
    return window == 0 ? Long.MIN_VALUE : look.now - window;
  }

  /** The fold's place in the plan, and what a condition sees of it. */
  record Counted(Fold fold, int number) implements Whole {
    @Override
    public long value(Look look) {
      Occurrences all = look.subject.fold(number);
      if (fold.window == 0) {
        return fold.kind == Kind.COUNT ? all.total() : all.exact().size();
      }
      long after = fold.after(look);
      look.approximate |= all.approximate(after);
      look.lapses(all, after, fold.window);
      return fold.kind == Kind.COUNT ? all.count(after) : all.counted(after);
    }

    @Override
    public long fallsTo(long most, Look look) {
      return fold.window == 0
          ? -1
          : look.subject.fold(number).fallsTo(most, fold.after(look), fold.window);
    }

    @Override
    public Trend trend() {
      return fold.window == 0 ? Trend.STEADY : Trend.FALLING;
    }

    @Override
    public long settles() {
      return fold.window;
    }
  }

  /**
   * A sum, least or greatest of whole numbers; a sum of none is 0, a least of none is not there.
   */
  record WholeOf(Fold fold, int number) implements Whole {
    @Override
    public long value(Look look) {
      Occurrences all = look.subject.fold(number);
      long after = fold.after(look);
      fold.noteEnd(all, after, look);
      if (fold.kind == Kind.SUM) {
        return all.sum(after);
      }
      Occurrences.Once best = fold.best(all.since(after));
      return best == null ? Arithmetic.nothing(look) : best.number();
    }
  }

  /** The same of numbers with fractions. */
  record RealOf(Fold fold, int number) implements Real {
    @Override
    public double value(Look look) {
      Occurrences all = look.subject.fold(number);
      long after = fold.after(look);
      fold.noteEnd(all, after, look);
      if (fold.kind == Kind.SUM) {
        return all.realSum(after);
      }
      Occurrences.Once best = fold.best(all.since(after));
      return best == null ? Arithmetic.nothing(look) : Double.longBitsToDouble(best.number());
    }
  }

  /** The latest text. */
  record TextOf(Fold fold, int number) implements Text {
    @Override
    public @Nullable String value(Look look) {
      Occurrences all = look.subject.fold(number);
      long after = fold.after(look);
      fold.noteEnd(all, after, look);
      Occurrences.Once last = fold.best(all.since(after));
      return last == null ? null : last.text();
    }
  }

  /** The latest text or number. A text has no number but 1, which is the bits of none said. */
  record SaidOf(Fold fold, int number) implements Said {
    @Override
    public @Nullable Value value(Look look) {
      Occurrences all = look.subject.fold(number);
      long after = fold.after(look);
      fold.noteEnd(all, after, look);
      Occurrences.Once last = fold.best(all.since(after));
      if (last == null) {
        return null;
      }
      return last.number() == 1
          ? Value.of(last.text())
          : Value.of(BigDecimal.valueOf(Double.longBitsToDouble(last.number())));
    }
  }

  private void noteEnd(Occurrences all, long after, Look look) {
    if (window > 0) {
      long oldest = all.oldest(after);
      look.ends(oldest == Look.NEVER ? Look.NEVER : oldest + window);
      look.approximate |= all.approximate(after);
      look.lapses(all, after, window);
    }
  }

  private Occurrences.@Nullable Once best(List<Occurrences.Once> all) {
    Occurrences.Once best = null;
    for (Occurrences.Once each : all) {
      best = best == null ? each : merged(best, each);
    }
    return best;
  }
}
