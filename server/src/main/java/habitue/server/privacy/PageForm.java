package habitue.server.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.console.words.Words;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One page that anyone can open and read, with nothing in it but words. */
final class PageForm implements Form {
  private final Writer to;

  /** Of our own names, the words for what may stand under them. */
  private static final Map<String, String> FAMILIES =
      Map.of(
          "what", "held.what",
          "type", "identifier",
          "purpose", "purpose",
          "channel", "channel",
          "state", "consent",
          "trust", "kind",
          "basis", "held.basis",
          "name", "happening",
          "cause", "happening");

  private final Words words;
  private Part current = Part.IDENTIFIERS;

  PageForm(OutputStream out, Words words) {
    this.to = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    this.words = words;
  }

  @Override
  public void begin(Fields about) {
    String title = words.say("export.title");
    write("<!doctype html>\n<html lang=\"" + words.language().tag() + "\">\n<head>");
    write("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
    write("<title>" + escaped(title) + "</title></head>\n<body>\n<h1>" + escaped(title) + "</h1>");
    write("\n<p>" + escaped(words.say("export.lede")) + "</p>\n");
    list(about);
  }

  @Override
  public void part(Part part) {
    current = part;
    write("<h2>" + escaped(label(part)) + "</h2>\n");
  }

  private String label(Part part) {
    return switch (part) {
      case IDENTIFIERS -> words.say("export.identifiers");
      case TRAITS -> words.say("export.traits");
      case STANDING -> words.say("export.standing");
      case CONSENTS -> words.say("export.consents");
      case ASKED -> words.say("export.asked");
      case EVENTS -> words.say("export.events");
      case CONCLUSIONS -> words.say("export.conclusions");
      case ORDERS -> words.say("export.orders");
      case SENT -> words.say("export.sent");
    };
  }

  @Override
  public void item(Fields item) {
    write("<section>");
    list(item);
    write("</section>\n<hr>\n");
  }

  @Override
  public void end() {
    write("</body>\n</html>\n");
    try {
      to.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private void list(Fields fields) {
    write("<dl>");
    fields
        .values()
        .forEach((name, value) -> {
          write("<dt>" + html(label(name)) + "</dt><dd>");
          if (name.equals("because") && value instanceof Fields because) {
            because(because);
          } else if (value instanceof Value.Text(String text)) {
            write(shown(name, text));
          } else {
            show(value);
          }
          write("</dd>");
        });
    write("</dl>");
  }

  /** Our own names in words; those of clients as they wrote them. */
  private Content label(String name) {
    return Stream.of("held", "detail", "trait")
        .filter(family -> words.has(family + "." + name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(family -> words.known(family, name))
        .orElseGet(() -> words.name(name));
  }

  private String shown(String name, String text) {
    String family = name.equals("name") && current == Part.TRAITS ? "trait" : FAMILIES.get(name);
    if (family != null) {
      return html(words.known(family, text));
    }
    return moment(text).map(at -> escaped(words.dateTime(at))).orElseGet(() -> escaped(text));
  }

  private static Optional<Instant> moment(String text) {
    boolean like = text.length() >= 20 && text.endsWith("Z") && text.charAt(10) == 'T';
    try {
      return like ? Optional.of(Instant.parse(text)) : Optional.empty();
    } catch (DateTimeParseException written) {
      return Optional.empty();
    }
  }

  /** The reason in words where there are some, and always what it goes back to. */
  private void because(Fields because) {
    Fields said = because.fields("words");
    var values = new HashMap<String, String>();
    said.values().keySet().forEach(name -> values.put(name, said.text(name).orElse("")));
    String key = said.text("key").orElse("");
    words
        .because("me." + key, values)
        .or(() -> words.because(key, values))
        .ifPresent(reason -> write("<p>" + html(reason) + "</p>"));
    list(because.without("words"));
  }

  private static String html(Content content) {
    var text = new StringOutput();
    content.writeTo(new OwaspHtmlTemplateOutput(text));
    return text.toString();
  }

  private void show(Value value) {
    switch (value) {
      case Value.Nothing() -> write("–");
      case Value.Text(String text) -> write(escaped(text));
      case Value.Whole(long number) -> write(Long.toString(number));
      case Value.Decimal(BigDecimal number) -> write(number.toPlainString());
      case Value.Flag(boolean flag) -> write(words.say(flag ? "export.yes" : "export.no"));
      case Value.Many(List<Value> many) -> {
        write("<ul>");
        for (Value each : many) {
          write("<li>");
          show(each);
          write("</li>");
        }
        write("</ul>");
      }
      case Fields fields -> list(fields);
    }
  }

  private void write(String text) {
    try {
      to.write(text);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
