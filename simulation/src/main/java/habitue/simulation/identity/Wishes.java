package habitue.simulation.identity;

import habitue.model.Fields;
import habitue.model.Value;

/** What a message says of consent and age, and what it is about: drawn from its id. */
final class Wishes {
  private static final String[] PURPOSES = {"measure", "personalise", "advertise", "marketing", ""};

  private Wishes() {}

  static Fields context(String messageId) {
    int draw = draw(messageId);
    Fields context =
        switch (draw % 7) {
          case 0 -> consent(true, true);
          case 1 -> consent(false, false);
          case 2 -> consent(true, false);
          default -> Fields.NONE;
        };
    // Some turn fifteen while the town lives.
    return draw % 19 == 0
        ? context.with("traits", Fields.NONE.with("birthday", "2011-03-0" + (1 + draw % 4)))
        : context;
  }

  static Fields properties(String messageId) {
    int draw = draw(messageId);
    return Fields.NONE
        .with("product_id", "p" + draw % 5)
        .with("query", "words")
        .with("purpose", PURPOSES[draw % PURPOSES.length]);
  }

  private static Fields consent(boolean measure, boolean personalise) {
    Fields categories =
        Fields.NONE.with("Analytics", Value.of(measure)).with("Functional", Value.of(personalise));
    return Fields.NONE.with("consent", Fields.NONE.with("categoryPreferences", categories));
  }

  private static int draw(String messageId) {
    return messageId.hashCode() * 0x9e3779b9 >>> 8;
  }
}
