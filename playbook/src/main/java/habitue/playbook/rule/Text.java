package habitue.playbook.rule;

import habitue.model.Value;
import org.jspecify.annotations.Nullable;

/** A text; null where nothing is said. */
interface Text {

  @Nullable String value(Look look);

  record Always(String text) implements Text {
    @Override
    public String value(Look look) {
      return text;
    }
  }

  record Read(Reads reads) implements Text {
    @Override
    public @Nullable String value(Look look) {
      return reads.of(look);
    }
  }

  interface Reads {
    @Nullable String of(Look look);
  }

  /** Of something whose type only the data knows: a text, or nothing. */
  record OfSaid(Said said) implements Text {
    @Override
    public @Nullable String value(Look look) {
      return said.value(look) instanceof Value.Text(String text) ? text : null;
    }
  }

  record Either(Truth when, Text then, Text otherwise) implements Text {
    @Override
    public @Nullable String value(Look look) {
      return switch (when.answer(look)) {
        case YES -> then.value(look);
        case NO -> otherwise.value(look);
        case ABSENT -> null;
      };
    }
  }
}
