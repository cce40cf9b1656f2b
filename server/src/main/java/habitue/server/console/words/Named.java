package habitue.server.console.words;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/**
 * What a client or a customer wrote: shown as text, and kept from turning the words around it.
 *
 * <p>Marks of direction stay, as names need them. But an isolate's end without its beginning would
 * end the element's own isolate (Unicode Bidirectional Algorithm, BD9), and a beginning without its
 * end would take the element's end; so both are paired.
 */
record Named(String text) implements Content {
  private static final int FIRST_STRONG_ISOLATE = 0x2068;
  private static final int POP_ISOLATE = 0x2069;

  @Override
  public void writeTo(TemplateOutput output) {
    output.writeContent("<bdi>");
    output.writeUserContent(paired(text));
    output.writeContent("</bdi>");
  }

  private static String paired(String text) {
    var kept = new StringBuilder(text.length());
    int open = 0;
    for (int c : text.codePoints().toArray()) {
      open += begins(c) ? 1 : 0;
      if (c != POP_ISOLATE) {
        kept.appendCodePoint(c);
      } else if (open > 0) {
        kept.appendCodePoint(c);
        open--;
      }
    }
    return kept.append(Character.toString(POP_ISOLATE).repeat(open)).toString();
  }

  /** For a plain text such as a tooltip: without marks that turn writing around, and isolated. */
  static String plain(String text) {
    var kept = new StringBuilder().appendCodePoint(FIRST_STRONG_ISOLATE);
    text.codePoints().filter(c -> !turns(c)).forEach(kept::appendCodePoint);
    return kept.appendCodePoint(POP_ISOLATE).toString();
  }

  private static boolean begins(int c) {
    return c >= 0x2066 && c <= FIRST_STRONG_ISOLATE;
  }

  private static boolean turns(int c) {
    return (c >= 0x202a && c <= 0x202e) || begins(c) || c == POP_ISOLATE;
  }
}
