package habitue.server.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.List;

/** One page that anyone can open and read, with nothing in it but words. */
final class PageForm implements Form {
  private final Writer to;
  private final Words words;

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
    write("<h2>" + escaped(label(part)) + "</h2>\n");
  }

  private String label(Part part) {
    return switch (part) {
      case IDENTIFIERS -> words.say("export.identifiers");
      case TRAITS -> words.say("export.traits");
      case CONSENTS -> words.say("export.consents");
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
          write("<dt>" + escaped(name) + "</dt><dd>");
          show(value);
          write("</dd>");
        });
    write("</dl>");
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
