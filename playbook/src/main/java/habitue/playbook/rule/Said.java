package habitue.playbook.rule;

import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Something whose type only the data knows; null where nothing is said. */
interface Said {

  @Nullable Value value(Look look);

  record Read(Reads reads) implements Said {
    @Override
    public @Nullable Value value(Look look) {
      return reads.of(look);
    }
  }

  interface Reads {
    @Nullable Value of(Look look);
  }

  record Always(Value said) implements Said {
    @Override
    public Value value(Look look) {
      return said;
    }
  }

  /** What an object says under a name. */
  record Under(Said object, String name) implements Said {
    @Override
    public @Nullable Value value(Look look) {
      return object.value(look) instanceof Fields fields
          ? fields.value(name).filter(each -> !(each instanceof Value.Nothing)).orElse(null)
          : null;
    }
  }

  record OfText(Text text) implements Said {
    @Override
    public @Nullable Value value(Look look) {
      String said = text.value(look);
      return said == null ? null : Value.of(said);
    }
  }

  record OfWhole(Whole whole) implements Said {
    @Override
    public @Nullable Value value(Look look) {
      long number = whole.value(look);
      return look.missed() ? null : Value.of(number);
    }
  }

  record OfReal(Real real) implements Said {
    @Override
    public @Nullable Value value(Look look) {
      double number = real.value(look);
      return look.missed() || !Double.isFinite(number)
          ? null
          : Value.of(BigDecimal.valueOf(number));
    }
  }

  record OfTruth(Truth truth) implements Said {
    @Override
    public @Nullable Value value(Look look) {
      return switch (truth.answer(look)) {
        case YES -> Value.of(true);
        case NO -> Value.of(false);
        case ABSENT -> null;
      };
    }
  }

  /** The number something is; null for no number. Texts that read as numbers are texts. */
  static @Nullable BigDecimal number(@Nullable Value value) {
    return switch (value) {
      case Value.Whole(long number) -> BigDecimal.valueOf(number);
      case Value.Decimal(BigDecimal number) -> number;
      case null, default -> null;
    };
  }

  /** Whether two are the same; numbers by what they are worth. */
  static boolean same(Value one, Value other) {
    BigDecimal number = number(one);
    BigDecimal second = number(other);
    return number != null && second != null ? number.compareTo(second) == 0 : one.equals(other);
  }
}
