package habitue.playbook.rule;

import org.jspecify.annotations.Nullable;

/*
 * A comparison of two numbers of which one moves by itself, such as a score that fades or the time
 * since an order, holds until the first millisecond at which it comes out otherwise. Where both
 * sides move one way against each other, that happens once at most: so the instant is found by
 * halving, in time that grows with the digits of the answer only. Where a side has a closed form,
 * its instant is tried first, together with the millisecond before it: a rounding error of a
 * formula never moves a flip. Where nobody knows how a side moves, it is looked at every hour.
 */

/** Compares two numbers, and knows until when. */
record Comparison(Sides sides, Operator operator, Condition.Unit unit) implements Truth {
  /** How often what has no closed form is looked at. */
  static final long LOOKED_AT_EVERY = 3_600_000;

  /** Two hundred years: nothing that a rule says lasts longer. */
  private static final long FARTHEST = 73_050L * 86_400_000;

  enum Operator {
    LESS(-1, false),
    AT_MOST(-1, true),
    MORE(1, false),
    AT_LEAST(1, true);

    private final int way;
    private final boolean equal;

    Operator(int way, boolean equal) {
      this.way = way;
      this.equal = equal;
    }

    boolean holds(int order) {
      return order == 0 ? equal : order > 0 == way > 0;
    }

    /** The number at which one that falls is first on the other side of a mark. */
    long beyond(long mark) {
      return way > 0 == equal ? mark - 1 : mark;
    }
  }

  /** What is compared with what at the look's instant; null where there is nothing to say. */
  Condition.@Nullable Numbers numbers(Look look) {
    double one = sides.left(look);
    double other = sides.right(look);
    return look.missed() ? null : new Condition.Numbers(one, other, unit);
  }

  /** Two numbers that are the same: neither is below the other. */
  record Equal(Truth.All both, Comparison one) implements Truth {

    static Equal of(Sides sides, Condition.Unit unit) {
      var least = new Comparison(sides, Operator.AT_LEAST, unit);
      return new Equal(new Truth.All(least, new Comparison(sides, Operator.AT_MOST, unit)), least);
    }

    @Override
    public Answer answer(Look look) {
      return both.answer(look);
    }
  }

  /** What is compared: as whole numbers where both are, else with fractions. */
  sealed interface Sides {
    int order(Look look);

    double left(Look look);

    double right(Look look);

    Trend trend();

    long settles();

    /** When the order is about to change by a closed form; negative where nobody knows. */
    long guess(Operator operator, Look look);
  }

  record Wholes(Whole one, Whole other) implements Sides {
    @Override
    public int order(Look look) {
      return Long.compare(one.value(look), other.value(look));
    }

    @Override
    public double left(Look look) {
      return one.value(look);
    }

    @Override
    public double right(Look look) {
      return other.value(look);
    }

    @Override
    public Trend trend() {
      return one.trend().plus(other.trend().negated());
    }

    @Override
    public long settles() {
      return Math.max(one.settles(), other.settles());
    }

    /** Whatever moves for good does so by one in a millisecond, as the clock. */
    @Override
    public long guess(Operator operator, Look look) {
      if (settles() != Look.NEVER) {
        boolean falls = other.trend() == Trend.STEADY;
        return falls ? one.fallsTo(operator.beyond(other.value(look)), look) : -1;
      }
      return look.now + Math.abs(one.value(look) - other.value(look));
    }
  }

  record Reals(Real one, Real other) implements Sides {
    @Override
    public int order(Look look) {
      return Double.compare(one.value(look), other.value(look));
    }

    @Override
    public double left(Look look) {
      return one.value(look);
    }

    @Override
    public double right(Look look) {
      return other.value(look);
    }

    @Override
    public Trend trend() {
      return one.trend().plus(other.trend().negated());
    }

    @Override
    public long settles() {
      return Look.NEVER;
    }

    @Override
    public long guess(Operator operator, Look look) {
      if (other.trend() == Trend.STEADY) {
        return one.reaches(other.value(look), look);
      }
      return one.trend() == Trend.STEADY ? other.reaches(one.value(look), look) : -1;
    }
  }

  @Override
  public Answer answer(Look look) {
    Trend trend = sides.trend();
    if (trend == Trend.STEADY) {
      return seen(look);
    }
    long outer = look.until;
    look.until = Look.NEVER;
    Answer answer = seen(look);
    if (answer != Answer.ABSENT) {
      look.ends(trend == Trend.MIXED ? look.now + LOOKED_AT_EVERY : flip(answer, trend, look));
    }
    look.ends(outer);
    return answer;
  }

  private Answer seen(Look look) {
    int order = sides.order(look);
    return look.missed() ? Answer.ABSENT : Answer.of(operator.holds(order));
  }

  private Answer seenAt(long at, Look look) {
    long now = look.now;
    long until = look.until;
    look.now = at;
    Answer answer = seen(look);
    look.now = now;
    look.until = until;
    return answer;
  }

  /** The first instant at which it comes out otherwise; {@link Look#NEVER} for none. */
  private long flip(Answer now, Trend trend, Look look) {
    boolean towardsYes = trend == Trend.RISING == operator.way > 0;
    if (now == Answer.of(towardsYes)) {
      return Look.NEVER;
    }
    long guess = nearby(now, look);
    if (guess >= 0) {
      return guess;
    }
    long reach = Math.min(sides.settles(), FARTHEST);
    long high = Math.min(look.until - 1, look.now + reach);
    if (seenAt(high, look) == now) {
      return high == look.now + FARTHEST ? high : Look.NEVER;
    }
    return halved(look.now, high, now, look);
  }

  /** The guessed instant or the one after, where the flip is there; else negative. */
  private long nearby(Answer now, Look look) {
    long guess = sides.guess(operator, look);
    look.missed();
    if (guess < 0 || guess > look.now + FARTHEST) {
      return -1;
    }
    for (long at = Math.max(look.now, guess - 1); at <= guess + 1; at++) {
      boolean flips = at > look.now && at < look.until && seenAt(at, look) != now;
      if (flips && seenAt(at - 1, look) == now) {
        return at;
      }
    }
    return -1;
  }

  private long halved(long from, long until, Answer now, Look look) {
    long low = from;
    long high = until;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (seenAt(middle, look) == now) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
