package habitue.playbook.rule;

import com.google.re2j.Pattern;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.List;

/** Questions about texts and about what only the data knows the type of. */
final class Match {
  private Match() {}

  record Same(Text one, Text other) implements Truth {
    @Override
    public Answer answer(Look look) {
      String first = one.value(look);
      String second = other.value(look);
      return first == null || second == null ? Answer.ABSENT : Answer.of(first.equals(second));
    }
  }

  /** By their letters, as CEL orders texts. */
  record Ordered(Text one, Text other, Comparison.Operator operator) implements Truth {
    @Override
    public Answer answer(Look look) {
      String first = one.value(look);
      String second = other.value(look);
      return first == null || second == null
          ? Answer.ABSENT
          : Answer.of(operator.holds(first.compareTo(second)));
    }
  }

  record SameSaid(Said one, Said other) implements Truth {
    @Override
    public Answer answer(Look look) {
      Value first = one.value(look);
      Value second = other.value(look);
      return first == null || second == null ? Answer.ABSENT : Answer.of(Said.same(first, second));
    }
  }

  /** Numbers by size, texts by letters; what cannot be compared has no answer. */
  record OrderedSaid(Said one, Said other, Comparison.Operator operator) implements Truth {
    @Override
    public Answer answer(Look look) {
      Value first = one.value(look);
      Value second = other.value(look);
      BigDecimal number = Said.number(first);
      BigDecimal against = Said.number(second);
      if (number != null && against != null) {
        return Answer.of(operator.holds(number.compareTo(against)));
      }
      return first instanceof Value.Text(String text) && second instanceof Value.Text(String than)
          ? Answer.of(operator.holds(text.compareTo(than)))
          : Answer.ABSENT;
    }
  }

  record OneOf(Said said, List<Said> list) implements Truth {
    @Override
    public Answer answer(Look look) {
      Value value = said.value(look);
      if (value == null) {
        return Answer.ABSENT;
      }
      for (Said each : list) {
        Value one = each.value(look);
        if (one != null && Said.same(value, one)) {
          return Answer.YES;
        }
      }
      return Answer.NO;
    }
  }

  /** Whether a list that the data holds has something in it. */
  record Among(Said said, Said list) implements Truth {
    @Override
    public Answer answer(Look look) {
      Value value = said.value(look);
      return value != null && list.value(look) instanceof Value.Many(List<Value> many)
          ? Answer.of(many.stream().anyMatch(each -> Said.same(value, each)))
          : Answer.ABSENT;
    }
  }

  /** How one text lies in another. */
  enum Way {
    STARTS,
    ENDS,
    CONTAINS
  }

  record Lies(Text text, Way way, Text part) implements Truth {
    @Override
    public Answer answer(Look look) {
      String whole = text.value(look);
      String some = part.value(look);
      if (whole == null || some == null) {
        return Answer.ABSENT;
      }
      return Answer.of(
          switch (way) {
            case STARTS -> whole.startsWith(some);
            case ENDS -> whole.endsWith(some);
            case CONTAINS -> whole.contains(some);
          });
    }
  }

  /** RE2's expressions, which never take longer than the text is long. */
  record Matches(Text text, Pattern pattern) implements Truth {
    @Override
    public Answer answer(Look look) {
      String whole = text.value(look);
      return whole == null ? Answer.ABSENT : Answer.of(pattern.matcher(whole).find());
    }
  }

  record IsSaid(Said said) implements Truth {
    @Override
    public Answer answer(Look look) {
      return Answer.of(said.value(look) != null);
    }
  }

  record IsThere(Reads there) implements Truth {
    @Override
    public Answer answer(Look look) {
      return Answer.of(there.of(look));
    }
  }

  interface Reads {
    boolean of(Look look);
  }
}
