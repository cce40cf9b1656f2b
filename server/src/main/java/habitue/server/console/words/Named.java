package habitue.server.console.words;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/** What a client or a customer wrote: shown as text, and kept from turning the words around it. */
record Named(String text) implements Content {
  @Override
  public void writeTo(TemplateOutput output) {
    output.writeContent("<bdi>");
    output.writeUserContent(text);
    output.writeContent("</bdi>");
  }

  /** For a plain text such as a tooltip: without marks that turn writing around, and isolated. */
  static String plain(String text) {
    var kept = new StringBuilder("\u2068");
    text.codePoints().filter(c -> !turns(c)).forEach(kept::appendCodePoint);
    return kept.append('\u2069').toString();
  }

  private static boolean turns(int c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }
}
