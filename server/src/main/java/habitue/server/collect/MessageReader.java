package habitue.server.collect;

import habitue.model.Decimals;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a body in one pass, straight into {@link Fields}. An event that breaks a bound becomes a
 * draft with a fault and the others live on; a body that is no JSON is refused whole. Of a name
 * said twice the last counts.
 */
final class MessageReader {
  static final int LARGEST_EVENT = 32 << 10;
  static final int MOST_EVENTS = 5_000;

  /** What a batch says for all its events counts once for each: 500 KB must not become 5 GB. */
  private static final long MOST_SHARED = 4 << 20;

  private static final int DEEPEST = 32;
  private static final int MOST_NAMES = 1_000;
  private static final int LONGEST_NAME = 255;

  /** Hard stops far beyond our own bounds, which let the rest of a batch live. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxNumberLength(1_000)
                  .maxNameLength(LARGEST_EVENT)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  private final JsonParser parser;
  private int eventAt;
  private @Nullable Fault fault;

  private MessageReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads a body that is one event. */
  static Body single(byte[] bytes) {
    return single(bytes, LARGEST_EVENT);
  }

  /** Reads a line of a file: one event, as long as the line may be. */
  static Draft line(byte[] bytes) {
    return single(bytes, bytes.length).drafts().getFirst();
  }

  private static Body single(byte[] bytes, int largest) {
    return read(
        bytes,
        reader -> {
          Draft draft = reader.event(0, largest);
          return new Body(draft.message(), List.of(draft));
        });
  }

  /** Reads a body whose {@code batch} lists events. */
  static Body batch(byte[] bytes) {
    return read(bytes, MessageReader::envelope);
  }

  /** Reads a body that is one object of any size, as shops send their documents. */
  static Fields document(byte[] bytes) {
    Body body =
        read(
            bytes,
            reader -> {
              Value value = reader.value(1);
              Draft draft =
                  new Draft(value instanceof Fields all ? all : Fields.NONE, reader.fault);
              return new Body(draft.message(), List.of(draft));
            });
    Fault fault = body.drafts().getFirst().fault();
    if (fault != null) {
      throw new RefusedRequest(
          Code.named(fault.code()).orElseThrow(), fault.message(), fault.field());
    }
    return body.around();
  }

  private interface Shape {
    Body of(MessageReader reader);
  }

  private static Body read(byte[] bytes, Shape shape) {
    Utf8.check(bytes);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() == null) {
        throw new RefusedRequest(Code.BAD_JSON, "the body is empty");
      }
      Body body = shape.of(new MessageReader(parser));
      if (parser.nextToken() != null) {
        throw new RefusedRequest(Code.BAD_JSON, "there is more after the JSON value");
      }
      return body;
    } catch (StreamConstraintsException outOfBounds) {
      throw new RefusedRequest(Code.TOO_DEEP, "the body is beyond the bounds of any event");
    } catch (JacksonException broken) {
      throw new RefusedRequest(Code.BAD_JSON, "the body is not JSON" + place(broken));
    }
  }

  private static String place(JacksonException broken) {
    var location = broken.getLocation();
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private Body envelope() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new RefusedRequest(Code.BAD_BATCH, "a batch is an object with a list named batch");
    }
    var around = new LinkedHashMap<String, Value>();
    @Nullable List<Draft> drafts = null;
    long inBatch = 0;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      if (name.equals("batch") && token == JsonToken.START_ARRAY) {
        long start = offset();
        drafts = events();
        inBatch = offset() - start;
      } else {
        around.put(name, value(2));
      }
    }
    if (fault != null) {
      throw new RefusedRequest(
          Code.named(fault.code()).orElseThrow(), fault.message(), fault.field());
    }
    if (drafts == null) {
      throw new RefusedRequest(Code.BAD_BATCH, "a list of events is expected", "batch");
    }
    if ((offset() - inBatch) * drafts.size() > MOST_SHARED) {
      throw new RefusedRequest(
          Code.BAD_BATCH, "what is said for all events is too large for so many", "context");
    }
    return new Body(new Fields(around), drafts);
  }

  /** How many bytes were read so far. */
  private long offset() {
    return parser.currentLocation().getByteOffset();
  }

  private List<Draft> events() {
    Fault around = fault;
    List<Draft> drafts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (drafts.size() == MOST_EVENTS) {
        throw new RefusedRequest(
            Code.BAD_BATCH, "a batch has at most " + MOST_EVENTS + " events", "batch");
      }
      drafts.add(event(2, LARGEST_EVENT));
    }
    eventAt = 0;
    fault = around;
    return drafts;
  }

  /** Reads the event at the current token, which lies so many steps from the body's top. */
  private Draft event(int stepsFromTop, int largest) {
    eventAt = stepsFromTop;
    fault = null;
    long start = parser.currentTokenLocation().getByteOffset();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return new Draft(Fields.NONE, Fault.of(Code.NOT_AN_OBJECT, "", "an object is expected"));
    }
    Value message = value(1);
    if (offset() - start > largest) {
      fault = Fault.of(Code.EVENT_TOO_LARGE, "", "an event has at most 32 KB");
    }
    return new Draft(message instanceof Fields fields ? fields : Fields.NONE, fault);
  }

  private Value value(int depth) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> depth > DEEPEST ? tooDeep() : object(depth);
      case START_ARRAY -> depth > DEEPEST ? tooDeep() : many(depth);
      case VALUE_STRING -> new Value.Text(clean(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NULL -> Value.NOTHING;
      case null, default -> throw new RefusedRequest(Code.BAD_JSON, "a JSON value is missing");
    };
  }

  private Fields object(int depth) {
    var values = new LinkedHashMap<String, Value>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (values.size() >= MOST_NAMES) {
        refuse(Code.TOO_MANY_NAMES, "an object has at most 1,000 names");
        parser.skipChildren();
      } else if (name.length() > LONGEST_NAME) {
        refuse(Code.TEXT_TOO_LONG, "a name has at most 255 characters");
        parser.skipChildren();
      } else {
        values.put(clean(name), value(depth + 1));
      }
    }
    return new Fields(values);
  }

  private Value many(int depth) {
    List<Value> many = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      many.add(value(depth + 1));
    }
    return new Value.Many(many);
  }

  private Value tooDeep() {
    refuse(Code.TOO_DEEP, "an event nests at most 32 levels");
    parser.skipChildren();
    return Value.NOTHING;
  }

  private Value number() {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return new Value.Whole(parser.getLongValue());
    }
    BigDecimal number = Decimals.read(parser.getString()).orElse(null);
    if (number == null) {
      refuse(Code.NUMBER_TOO_LONG, "a number has at most 40 digits, its exponent included");
      return Value.NOTHING;
    }
    return new Value.Decimal(number);
  }

  /** Refuses NUL; half a surrogate pair, which browsers make by cutting an emoji, is replaced. */
  private String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == 0) {
        refuse(Code.NUL_CHARACTER, "a text may not have the character U+0000");
        return "";
      }
      if (Character.isSurrogate(each)) {
        return Utf8.withoutHalfPairs(text);
      }
    }
    return text;
  }

  private void refuse(Code code, String message) {
    if (fault == null) {
      fault = Fault.of(code, path(), message);
    }
  }

  private String path() {
    String[] steps = parser.streamReadContext().pathAsPointer().toString().split("/");
    List<String> own = List.of(steps).subList(Math.min(steps.length, eventAt + 1), steps.length);
    return Redaction.path(String.join(".", own));
  }
}
