package habitue.playbook.yaml;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Where in a file a letter of a value is. Folding, indents and line ends change only white space,
 * so the letter that is the n-th of the value is the n-th of what is written.
 */
final class Written {
  private static final String WHITE_ESCAPES = "nrtvLP \n\r";

  private final ScalarStyle style;
  private final String raw;
  private int place;

  private Written(ScalarStyle style, String raw) {
    this.style = style;
    this.raw = raw;
    this.place =
        switch (style) {
          // The text begins on the line after its mark.
          case LITERAL, FOLDED -> raw.indexOf('\n') + 1;
          case SINGLE_QUOTED, DOUBLE_QUOTED -> 1;
          case PLAIN, JSON_SCALAR_STYLE -> 0;
        };
  }

  /**
   * The place in what is written.
   *
   * @param at the place in the value
   */
  static int place(ScalarStyle style, String raw, ScalarNode value, int at) {
    int letters =
        (int)
            value
                .getValue()
                .substring(0, Math.min(at, value.getValue().length()))
                .chars()
                .filter(each -> !Character.isWhitespace(each))
                .count();
    return new Written(style, raw).after(letters);
  }

  private int after(int letters) {
    int left = letters;
    while (left > 0 && place < raw.length()) {
      left -= letter() ? 1 : 0;
    }
    int next = place;
    while (next < raw.length() && Character.isWhitespace(raw.charAt(next))) {
      next++;
    }
    return next < raw.length() ? next : place;
  }

  /** Goes past one letter, and says whether it is one that counts. */
  private boolean letter() {
    char each = raw.charAt(place++);
    if (style == ScalarStyle.SINGLE_QUOTED && raw.startsWith("''", place - 1)) {
      place++;
    }
    if (style != ScalarStyle.DOUBLE_QUOTED || each != '\\' || place >= raw.length()) {
      return !Character.isWhitespace(each);
    }
    char escape = raw.charAt(place++);
    int digits = "xuU".indexOf(escape);
    place = Math.min(raw.length(), place + (digits < 0 ? 0 : 2 << digits));
    return WHITE_ESCAPES.indexOf(escape) < 0;
  }
}
