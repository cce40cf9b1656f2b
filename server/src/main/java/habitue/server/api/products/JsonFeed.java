package habitue.server.api.products;

import habitue.model.Decimals;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** A JSON list of products, or an object with one under {@code products}. */
final class JsonFeed implements Feed {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNumberLength(40)
                  .maxNameLength(1_000)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  @Override
  public boolean whole() {
    return false;
  }

  @Override
  public void read(Metered from, Each each) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), from)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        wrapped(parser, from, each);
      } else {
        list(parser, from, each);
      }
      if (parser.nextToken() != null) {
        throw new RefusedRequest(Code.BAD_JSON, "there is more after the JSON value");
      }
    } catch (JacksonException broken) {
      throw refused(broken);
    }
  }

  private static void wrapped(JsonParser parser, Metered from, Each each) {
    if (!"products".equals(parser.nextName())) {
      throw new RefusedRequest(
          Code.BAD_FEED, "a list is expected, or an object with a list named products", "products");
    }
    parser.nextToken();
    list(parser, from, each);
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw new RefusedRequest(Code.BAD_FEED, "beside products nothing is expected");
    }
  }

  private static void list(JsonParser parser, Metered from, Each each) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new RefusedRequest(Code.BAD_FEED, "a list of products is expected", "products");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      from.next();
      if (value(parser) instanceof Fields product) {
        each.said(0, product);
      } else {
        each.unreadable(0, new RefusedRequest(Code.NOT_AN_OBJECT, "a product is an object"));
      }
    }
  }

  /** One product that is all there is. */
  static Fields object(byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      parser.nextToken();
      Value value = value(parser);
      if (parser.nextToken() != null) {
        throw new RefusedRequest(Code.BAD_JSON, "there is more after the JSON value");
      }
      if (value instanceof Fields product) {
        return product;
      }
      throw new RefusedRequest(Code.NOT_AN_OBJECT, "a product is an object");
    } catch (JacksonException broken) {
      throw refused(broken);
    }
  }

  private static RefusedRequest refused(JacksonException broken) {
    Throwable cause = broken.getCause();
    if (cause instanceof RefusedRequest refused) {
      return refused;
    }
    var location = broken.getLocation();
    String place =
        location == null
            ? ""
            : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    return new RefusedRequest(
        Code.BAD_JSON, "this is not JSON, or a name, text or nesting is out of bounds" + place);
  }

  private static Value value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> many(parser);
      case VALUE_STRING -> Value.of(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NULL -> Value.NOTHING;
      case null, default -> throw new RefusedRequest(Code.BAD_JSON, "a JSON value is missing");
    };
  }

  private static Fields object(JsonParser parser) {
    var values = new LinkedHashMap<String, Value>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      values.put(name, value(parser));
    }
    return new Fields(values);
  }

  private static Value many(JsonParser parser) {
    List<Value> many = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      many.add(value(parser));
    }
    return new Value.Many(many);
  }

  private static Value number(JsonParser parser) {
    return Decimals.read(parser.getString())
        .<Value>map(Value::of)
        .orElseGet(() -> Value.of("out of range"));
  }
}
