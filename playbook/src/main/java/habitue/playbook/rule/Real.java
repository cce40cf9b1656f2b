package habitue.playbook.rule;

/** A number with a fraction: a score, a probability, a ratio. */
interface Real {

  /** At the look's instant; noted in it where there is none, or until when it stays. */
  double value(Look look);

  default Trend trend() {
    return Trend.STEADY;
  }

  /** When it comes to a level by its closed form, or near it; negative where nobody knows. */
  default long reaches(double level, Look look) {
    return -1;
  }

  record Always(double number) implements Real {
    @Override
    public double value(Look look) {
      return number;
    }
  }

  record OfWhole(Whole whole) implements Real {
    @Override
    public double value(Look look) {
      return whole.value(look);
    }

    @Override
    public Trend trend() {
      return whole.trend();
    }
  }

  /** Something read that moves only when something happens, or notes until when it stays. */
  record Read(Reads reads) implements Real {
    @Override
    public double value(Look look) {
      return reads.of(look);
    }
  }

  /** Something read that falls while nothing happens. */
  record Fading(Reads reads, Falls falls) implements Real {
    @Override
    public double value(Look look) {
      return reads.of(look);
    }

    @Override
    public Trend trend() {
      return Trend.FALLING;
    }

    @Override
    public long reaches(double level, Look look) {
      return falls.to(level, look);
    }
  }

  /**
   * How likely something is by its signs, each of which would leave it unlikely by a share: points
   * are the negative logarithms of these shares, summed (noisy-or; Pearl 1988).
   */
  record Likelihood(Real points) implements Real {
    @Override
    public double value(Look look) {
      return -StrictMath.expm1(-points.value(look));
    }

    @Override
    public Trend trend() {
      return points.trend();
    }

    @Override
    public long reaches(double level, Look look) {
      return level > 0 && level < 1 ? points.reaches(-StrictMath.log1p(-level), look) : -1;
    }
  }

  interface Reads {
    double of(Look look);
  }

  interface Falls {
    long to(double level, Look look);
  }

  record Plus(Real one, Real other) implements Real {
    @Override
    public double value(Look look) {
      return one.value(look) + other.value(look);
    }

    @Override
    public Trend trend() {
      return one.trend().plus(other.trend());
    }
  }

  record Minus(Real one, Real other) implements Real {
    @Override
    public double value(Look look) {
      return one.value(look) - other.value(look);
    }

    @Override
    public Trend trend() {
      return one.trend().plus(other.trend().negated());
    }
  }

  record Times(Real one, Real other) implements Real {
    @Override
    public double value(Look look) {
      return one.value(look) * other.value(look);
    }

    @Override
    public Trend trend() {
      if (other instanceof Always(double number)) {
        return number < 0 ? one.trend().negated() : one.trend();
      }
      if (one instanceof Always(double number)) {
        return number < 0 ? other.trend().negated() : other.trend();
      }
      return Trend.unlessSteady(one.trend(), other.trend());
    }
  }

  /** Nothing where the divisor is 0. */
  record Divided(Real one, Real other) implements Real {
    @Override
    public double value(Look look) {
      double divisor = other.value(look);
      if (divisor == 0) {
        Arithmetic.nothing(look);
        return 0;
      }
      return one.value(look) / divisor;
    }

    @Override
    public Trend trend() {
      if (other instanceof Always(double number)) {
        return number < 0 ? one.trend().negated() : one.trend();
      }
      return Trend.unlessSteady(one.trend(), other.trend());
    }
  }

  record Either(Truth when, Real then, Real otherwise) implements Real {
    @Override
    public double value(Look look) {
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
