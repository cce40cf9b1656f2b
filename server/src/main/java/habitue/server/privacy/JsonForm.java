package habitue.server.privacy;

import habitue.model.Fields;
import habitue.server.wire.Json;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** One JSON document, written as it comes. */
final class JsonForm implements Form {
  private final JsonGenerator to;
  private boolean open;

  JsonForm(OutputStream out) {
    this.to = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out);
  }

  @Override
  public void begin(Fields about) {
    to.writeStartObject();
    about
        .values()
        .forEach((name, value) -> {
          to.writeName(name);
          Json.write(value, to);
        });
  }

  @Override
  public void part(Part part) {
    close();
    to.writeName(part.wireName());
    to.writeStartArray();
    open = true;
  }

  @Override
  public void item(Fields item) {
    Json.write(item, to);
  }

  @Override
  public void end() {
    close();
    to.writeEndObject();
    to.close();
  }

  private void close() {
    if (open) {
      to.writeEndArray();
    }
  }
}
