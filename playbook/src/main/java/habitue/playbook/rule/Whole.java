package habitue.playbook.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A whole number: a count, a length of time, an instant, or an amount in minor units. */
interface Whole {

  /** At the look's instant; noted in it where there is none, or until when it stays. */
  long value(Look look);

  default Trend trend() {
    return Trend.STEADY;
  }

  /** How long at most until it is steady, once nothing happens; {@link Look#NEVER} for never. */
  default long settles() {
    return trend() == Trend.STEADY ? 0 : Look.NEVER;
  }

  /** When it will be at most so much, by a closed form; negative where there is none. */
  default long fallsTo(long most, Look look) {
    return -1;
  }

  record Always(long number) implements Whole {
    @Override
    public long value(Look look) {
      return number;
    }
  }

  /** So many units of the brand's currency, in its minor units. */
  final class Units implements Whole {
    private static final int MOST_DIGITS = 4;
    private final long[] minor = new long[MOST_DIGITS + 1];

    Units(BigDecimal amount) {
      for (int digits = 0; digits < minor.length; digits++) {
        BigDecimal moved = amount.movePointRight(digits);
        minor[digits] = moved.setScale(0, RoundingMode.HALF_UP).longValueExact();
      }
    }

    @Override
    public long value(Look look) {
      return minor[Math.min(look.digits, MOST_DIGITS)];
    }
  }

  /** Something read that moves only when something happens, or notes until when it stays. */
  record Read(Reads reads) implements Whole {
    @Override
    public long value(Look look) {
      return reads.of(look);
    }
  }

  interface Reads {
    long of(Look look);
  }

  /** The instant of the look. */
  record Now() implements Whole {
    @Override
    public long value(Look look) {
      return look.now;
    }

    @Override
    public Trend trend() {
      return Trend.RISING;
    }
  }

  /** Made of two others: steady once both are. */
  interface Pair extends Whole {
    Whole one();

    Whole other();

    @Override
    default long settles() {
      return Math.max(one().settles(), other().settles());
    }
  }

  record Plus(Whole one, Whole other) implements Pair {
    @Override
    public long value(Look look) {
      return Arithmetic.bounded(one.value(look), other.value(look));
    }

    @Override
    public Trend trend() {
      return one.trend().plus(other.trend());
    }
  }

  record Minus(Whole one, Whole other) implements Pair {
    @Override
    public long value(Look look) {
      return Arithmetic.minus(one.value(look), other.value(look));
    }

    @Override
    public Trend trend() {
      return one.trend().plus(other.trend().negated());
    }
  }

  record Times(Whole one, Whole other) implements Pair {
    @Override
    public long value(Look look) {
      return Arithmetic.times(one.value(look), other.value(look));
    }

    @Override
    public Trend trend() {
      if (other instanceof Always(long number)) {
        return one.trend().times(number);
      }
      if (one instanceof Always(long number)) {
        return other.trend().times(number);
      }
      return Trend.unlessSteady(one.trend(), other.trend());
    }
  }

  /** Rounded towards zero, as CEL divides; nothing where the divisor is 0. */
  record Divided(Whole one, Whole other) implements Pair {
    @Override
    public long value(Look look) {
      return Arithmetic.divided(one.value(look), other.value(look), look);
    }

    @Override
    public Trend trend() {
      if (other instanceof Always(long number)) {
        return one.trend().times(number);
      }
      return Trend.unlessSteady(one.trend(), other.trend());
    }
  }

  record Either(Truth when, Whole then, Whole otherwise) implements Whole {
    @Override
    public long value(Look look) {
      return switch (when.answer(look)) {
        case YES -> then.value(look);
        case NO -> otherwise.value(look);
        case ABSENT -> Arithmetic.nothing(look);
      };
    }

    @Override
    public Trend trend() {
      return Trend.unlessSteady(then.trend(), otherwise.trend());
    }
  }
}
