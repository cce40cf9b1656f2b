package habitue.server.console.words;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.function.Consumer;

/** A phrase with holes, filled as plain text or as HTML. */
final class Phrase implements Content {
  /** What stands in a hole, by its name. */
  interface Filling {
    Object of(String name);
  }

  private final String pattern;
  private final Filling filling;

  Phrase(String pattern, Filling filling) {
    this.pattern = pattern;
    this.filling = filling;
  }

  /** As plain text, for attributes and plain elements. */
  String text() {
    var text = new StringBuilder();
    walk(text::append, text::append);
    return text.toString();
  }

  /** As HTML: the phrase and what fills it are escaped, but for other contents. */
  @Override
  public void writeTo(TemplateOutput output) {
    walk(
        output::writeUserContent,
        value -> {
          if (value instanceof Content content) {
            output.writeUserContent(content);
          } else {
            output.writeUserContent(value.toString());
          }
        });
  }

  private void walk(Consumer<String> words, Consumer<Object> values) {
    int from = 0;
    while (from < pattern.length()) {
      int open = pattern.indexOf('{', from);
      int close = open < 0 ? -1 : pattern.indexOf('}', open);
      if (close < 0) {
        break;
      }
      words.accept(pattern.substring(from, open));
      values.accept(filling.of(pattern.substring(open + 1, close)));
      from = close + 1;
    }
    words.accept(pattern.substring(from));
  }
}
