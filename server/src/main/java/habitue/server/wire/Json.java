package habitue.server.wire;

import habitue.model.Fields;
import habitue.model.Value;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes values as JSON, name by name in the order they were said. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  public static byte[] bytes(Value value) {
    var out = new ByteArrayOutputStream(512);
    try (JsonGenerator to = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(value, to);
    }
    return out.toByteArray();
  }

  public static void write(HttpServletResponse response, String mediaType, Value value)
      throws IOException {
    byte[] body = bytes(value);
    response.setContentType(mediaType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  public static void write(Value value, JsonGenerator to) {
    switch (value) {
      case Value.Nothing() -> to.writeNull();
      case Value.Text(String text) -> to.writeString(text);
      case Value.Whole(long number) -> to.writeNumber(number);
      case Value.Decimal(BigDecimal number) -> to.writeNumber(number);
      case Value.Flag(boolean flag) -> to.writeBoolean(flag);
      case Value.Many(List<Value> many) -> {
        to.writeStartArray();
        many.forEach(each -> write(each, to));
        to.writeEndArray();
      }
      case Fields fields -> {
        to.writeStartObject();
        fields
            .values()
            .forEach((name, each) -> {
              to.writeName(name);
              write(each, to);
            });
        to.writeEndObject();
      }
    }
  }
}
