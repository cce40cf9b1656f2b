package habitue.store.journal;

import habitue.model.Common;
import habitue.model.Decimals;
import habitue.model.Fields;
import habitue.model.Value;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON text to {@link Value} and back, within bounds that no honest message meets: 32 levels deep,
 * 2,000 names an object, numbers of 60 digits. Of a name said twice the last counts.
 */
public final class Json {
  public static final int DEEPEST = 32;
  public static final int MOST_NAMES = 2_000;
  private static final int LONGEST_NUMBER = 60;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNameLength(1_000)
                  .maxStringLength(4 << 20)
                  .build())
          .build();

  private Json() {}

  /** Reads one JSON object and nothing after it. */
  public static Fields object(byte[] utf8) {
    return object(utf8, 0, utf8.length);
  }

  public static Fields object(byte[] utf8, int offset, int length) {
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), utf8, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedJson("a JSON object is expected");
      }
      Fields object = fields(parser);
      if (parser.nextToken() != null) {
        throw new MalformedJson("there is more after the JSON object");
      }
      return object;
    } catch (JacksonException broken) {
      throw new MalformedJson(reason(broken));
    }
  }

  public static String text(Value value) {
    var out = new StringWriter();
    try (JsonGenerator to = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(value, to);
    }
    return out.toString();
  }

  public static byte[] bytes(Value value) {
    var out = new ByteArrayOutputStream(512);
    try (JsonGenerator to = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(value, to);
    }
    return out.toByteArray();
  }

  private static Fields fields(JsonParser parser) {
    var values = new LinkedHashMap<String, Value>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (values.size() == MOST_NAMES) {
        throw new MalformedJson("an object has more than " + MOST_NAMES + " names");
      }
      parser.nextToken();
      values.put(clean(name), value(parser));
    }
    return new Fields(values);
  }

  private static Value value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> many(parser);
      case VALUE_STRING -> new Value.Text(Common.of(clean(parser.getString())));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NULL -> Value.NOTHING;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new MalformedJson("a value is missing");
    };
  }

  private static Value many(JsonParser parser) {
    List<Value> many = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      many.add(value(parser));
    }
    return new Value.Many(many);
  }

  private static Value number(JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return new Value.Whole(parser.getLongValue());
    }
    return Decimals.read(parser.getString())
        .map(Value.Decimal::new)
        .orElseThrow(() -> new MalformedJson("a number is too large or too small"));
  }

  /** NUL and half a character pair are no text; databases and files downstream choke on them. */
  private static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == 0) {
        throw new MalformedJson("a text has a NUL character");
      }
      if (Character.isHighSurrogate(each)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(each)) {
        throw new MalformedJson("a text has half of a surrogate pair");
      }
    }
    return text;
  }

  private static void write(Value value, JsonGenerator to) {
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

  /** The parser's reason without the excerpt of the text, which may be personal. */
  private static String reason(JacksonException broken) {
    String message = String.valueOf(broken.getOriginalMessage());
    int cut = message.length();
    for (char mark : new char[] {'\'', '"', ':', '('}) {
      int at = message.indexOf(mark);
      cut = at > 0 ? Math.min(cut, at) : cut;
    }
    return "not well-formed JSON: " + message.substring(0, Math.min(cut, 120)).strip();
  }
}
