package habitue.server.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's OpenAPI document: its calls, and whole bodies for them. */
final class Description {
  private final JsonNode document;

  /** Statuses are those the call may answer. */
  record Call(
      String method, String path, Set<Integer> statuses, List<JsonNode> parameters, JsonNode body) {
    boolean collects() {
      return path.startsWith("/v1/") && method.equals("POST");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  Description(String json) {
    this.document = JsonMapper.shared().readTree(json);
  }

  List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(call -> calls.add(call(path.getKey(), call.getKey(), call.getValue()))));
    return calls;
  }

  private static Call call(String path, String method, JsonNode said) {
    Set<Integer> statuses = new TreeSet<>();
    said.get("responses").propertyNames().forEach(status -> statuses.add(Integer.valueOf(status)));
    List<JsonNode> parameters = new ArrayList<>();
    said.path("parameters").forEach(parameters::add);
    JsonNode body = said.path("requestBody").path("content");
    return new Call(method.toUpperCase(Locale.ROOT), path, statuses, parameters, body);
  }

  /** A body as the schema has it, with values that mean something by their names. */
  Object whole(JsonNode schema, String name, Words words) {
    JsonNode known =
        schema.has("$ref") ? document.at(schema.get("$ref").asString().substring(1)) : schema;
    return switch (type(known)) {
      case "object" -> {
        Map<String, Object> object = new LinkedHashMap<>();
        known
            .path("properties")
            .properties()
            .forEach(each -> {
              if (words.chance(85)) {
                object.put(each.getKey(), whole(each.getValue(), each.getKey(), words));
              }
            });
        yield object;
      }
      case "array" -> {
        List<Object> list = new ArrayList<>();
        for (int i = words.number(3); i >= 0; i--) {
          list.add(whole(known.path("items"), name, words));
        }
        yield list;
      }
      case "integer", "number" -> 1 + words.number(100);
      case "boolean" -> words.chance(50);
      default -> words.text(name);
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    for (JsonNode each : type.isArray() ? type : List.of(type)) {
      if (!each.asString("").equals("null")) {
        return each.asString("");
      }
    }
    return "";
  }
}
