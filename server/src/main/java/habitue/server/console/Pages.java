package habitue.server.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Renders templates, which were compiled with the program. */
@Component
public final class Pages {
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  public String render(String template, Map<String, Object> values) {
    var output = new StringOutput(16 * 1024);
    engine.render(template + ".jte", values, output);
    return output.toString();
  }

  public ResponseEntity<String> show(String template, Map<String, Object> values) {
    return show(HttpStatus.OK, template, values);
  }

  public ResponseEntity<String> show(
      HttpStatus status, String template, Map<String, Object> values) {
    return ResponseEntity.status(status).contentType(HTML).body(render(template, values));
  }

  /** After something was done: go and look. */
  public static ResponseEntity<String> seeOther(String address) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(address)).build();
  }
}
