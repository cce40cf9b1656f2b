package habitue.playbook.rule;

/** A part of a condition that holds or does not. */
interface Truth {

  /** Answers at the look's instant, and notes in it until when. */
  Answer answer(Look look);

  /** All of them hold. */
  record All(Truth one, Truth other) implements Truth {
    @Override
    public Answer answer(Look look) {
      return both(one, other, Answer.NO, Answer.YES, look);
    }
  }

  /** At least one holds. */
  record Any(Truth one, Truth other) implements Truth {
    @Override
    public Answer answer(Look look) {
      return both(one, other, Answer.YES, Answer.NO, look);
    }
  }

  /**
   * @param decides what settles it whatever the other says
   */
  private static Answer both(Truth one, Truth other, Answer decides, Answer otherwise, Look look) {
    long outer = look.until;
    look.until = Look.NEVER;
    Answer first = one.answer(look);
    if (first == decides) {
      look.ends(outer);
      return decides;
    }
    long firstUntil = look.until;
    look.until = Look.NEVER;
    Answer second = other.answer(look);
    if (second == decides) {
      look.ends(outer);
      return decides;
    }
    look.ends(firstUntil);
    look.ends(outer);
    return first == Answer.ABSENT || second == Answer.ABSENT ? Answer.ABSENT : otherwise;
  }

  record Not(Truth part) implements Truth {
    @Override
    public Answer answer(Look look) {
      return part.answer(look).negated();
    }
  }

  record Either(Truth when, Truth then, Truth otherwise) implements Truth {
    @Override
    public Answer answer(Look look) {
      return switch (when.answer(look)) {
        case YES -> then.answer(look);
        case NO -> otherwise.answer(look);
        case ABSENT -> Answer.ABSENT;
      };
    }
  }

  record Always(boolean yes) implements Truth {
    @Override
    public Answer answer(Look look) {
      return Answer.of(yes);
    }
  }

  /** Something that is said or not. */
  record Asked(Asks asks) implements Truth {
    @Override
    public Answer answer(Look look) {
      boolean yes = asks.of(look);
      return look.missed() ? Answer.ABSENT : Answer.of(yes);
    }
  }

  /** A question whose answer moves only when something happens, or notes until when it holds. */
  interface Asks {
    boolean of(Look look);
  }
}
