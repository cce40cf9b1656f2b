package habitue.server.api;

import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Adds to the API's description what no controller says of itself: how each call is refused, and
 * the doors of events and shops, which are no controllers.
 */
final class Described implements OpenApiCustomizer {
  static final String WRITE_KEY = "writeKey";
  private static final String JSON = "application/json";
  private static final String MESSAGE = "Message";
  private static final String SCHEMAS = "#/components/schemas/";
  private static final Set<String> CONFLICTS =
      Set.of(
          "/api/sources",
          "/api/keys",
          "/api/customers/lookup",
          "/api/forecast",
          "/api/playbook",
          "/api/playbook/rollback",
          "/api/codes/check",
          "/api/codes/use");
  private static final Set<String> MISSING =
      Set.of(
          "/api/customers/lookup",
          "/api/customers/search",
          "/api/playbook/rollback",
          "/api/referrals",
          "/api/rewards",
          "/api/challenges",
          "/api/codes",
          "/api/codes/check",
          "/api/codes/use",
          "/api/loyalty/report",
          "/api/loyalty/balances",
          "/api/loyalty/codes",
          "/api/loyalty/effect",
          "/api/loyalty/rehearse");
  private static final Set<String> COMPILED =
      Set.of(
          "/api/playbook",
          "/api/playbook/check",
          "/api/playbook/rehearse",
          "/api/playbook/rollback",
          "/api/loyalty/rehearse",
          "/api/loyalty/balances",
          "/api/loyalty/codes",
          "/api/segments/preview");
  private static final Set<String> LATER =
      Set.of(
          "/consents",
          "/objections",
          "/restriction",
          "/answers",
          "/adjustments",
          "/redemptions",
          "/reverse",
          "/fulfil",
          "/approve",
          "/refuse");

  @Override
  public void customise(OpenAPI document) {
    document.getPaths().forEach(Described::refusals);
    document.getComponents().addSchemas(MESSAGE, message());
    for (String type : List.of("track", "identify", "page", "screen", "group", "alias")) {
      document.path("/v1/" + type, events("One event: " + type, new Schema<>().$ref(MESSAGE)));
    }
    Schema<?> batch = new ObjectSchema().addProperty("batch", list());
    document.path("/v1/batch", events("Events, each with its type", batch));
    document.path("/v1/import", events("The same as history", batch));
    document.path("/v1/m", metrics());
    document.path("/v1/projects/{writeKey}/settings", settings());
    document.path("/v1/hooks/{source}", hook());
    Arrays.stream(Code.values())
        .map(Code::status)
        .distinct()
        .forEach(
            status -> document.getComponents().addSchemas("Problem" + status, problem(status)));
  }

  private static void refusals(String path, PathItem calls) {
    calls
        .readOperationsMap()
        .forEach((method, call) -> {
          boolean named = path.contains("{ref}") || path.startsWith("/api/referrals/");
          Set<Integer> statuses = new TreeSet<>(List.of(400, 401, 403, 406, 413, 429, 503));
          if (path.contains("{") || MISSING.contains(path)) {
            statuses.add(404);
          }
          if (named || CONFLICTS.contains(path)) {
            statuses.add(409);
          }
          if (path.equals("/api/facts") || path.endsWith("/changes")) {
            statuses.add(410);
          }
          if (COMPILED.contains(path)) {
            statuses.add(422);
          }
          if (call.getRequestBody() != null) {
            statuses.addAll(List.of(408, 415));
          }
          refuse(call, statuses);
          later(path, method, call);
        });
  }

  private static void later(String path, PathItem.HttpMethod method, Operation call) {
    boolean erasure = method == PathItem.HttpMethod.DELETE && path.equals("/api/customers/{ref}");
    boolean command =
        method == PathItem.HttpMethod.POST && LATER.stream().anyMatch(path::endsWith)
            || path.endsWith("/tags/{tag}");
    if (path.endsWith("/tags/{tag}") && method == PathItem.HttpMethod.DELETE) {
      call.getResponses().addApiResponse("204", new ApiResponse().description("Not there now"));
    }
    if (erasure || command) {
      call.getResponses()
          .addApiResponse("202", new ApiResponse().description("Kept, and not yet all done"));
    }
  }

  private static void refuse(Operation call, Set<Integer> statuses) {
    for (int status : statuses) {
      Schema<?> problem = new Schema<>().$ref(SCHEMAS + "Problem" + status);
      call.getResponses()
          .addApiResponse(
              Integer.toString(status),
              new ApiResponse()
                  .description("Refused: " + codes(status).collect(Collectors.joining(", ")))
                  .content(content(Problem.MEDIA_TYPE, problem)));
    }
  }

  private static Stream<String> codes(int status) {
    return Arrays.stream(Code.values()).filter(code -> code.status() == status).map(Code::wireName);
  }

  private static Schema<?> problem(int status) {
    var code = new StringSchema();
    codes(status).forEach(code::addEnumItem);
    Schema<?> problem =
        new ObjectSchema()
            .addProperty("type", new StringSchema())
            .addProperty("title", new StringSchema())
            .addProperty("status", new IntegerSchema())
            .addProperty("code", code)
            .addProperty("detail", new StringSchema())
            .addProperty("field", new StringSchema());
    problem.setRequired(List.of("type", "title", "status", "code", "detail"));
    return problem;
  }

  private static Content content(String type, Schema<?> schema) {
    return new Content().addMediaType(type, new MediaType().schema(schema));
  }

  private static Schema<?> list() {
    return new ArraySchema().items(new Schema<>().$ref(MESSAGE));
  }

  private static Schema<?> message() {
    Schema<?> message = new ObjectSchema();
    for (String text :
        List.of("type", "messageId", "userId", "anonymousId", "event", "name", "groupId")) {
      message.addProperty(text, new StringSchema());
    }
    message.addProperty("previousId", new StringSchema());
    for (String time : List.of("timestamp", "sentAt")) {
      message.addProperty(time, new StringSchema().format("date-time"));
    }
    for (String object : List.of("properties", "traits", "context")) {
      message.addProperty(object, new ObjectSchema());
    }
    return message;
  }

  private static PathItem events(String summary, Schema<?> body) {
    var call = new Operation().summary(summary);
    call.addSecurityItem(new SecurityRequirement().addList(WRITE_KEY));
    return taking(call, body);
  }

  private static PathItem hook() {
    var call =
        new Operation()
            .summary("A shop's webhook")
            .description("Signed by the shop, or in X-Habitue-Signature, instead of a key")
            .security(List.of())
            .addParametersItem(inPath("source"));
    for (String header :
        List.of("X-Shopify-Topic", "X-Shopify-Hmac-Sha256", "X-Habitue-Signature")) {
      call.addParametersItem(new Parameter().name(header).in("header").schema(new StringSchema()));
    }
    return taking(call, new ObjectSchema());
  }

  private static PathItem metrics() {
    var call = new Operation().summary("Clients' own metrics: taken and dropped");
    call.requestBody(new RequestBody().content(content(JSON, object())));
    var dropped = new ApiResponse().description("Dropped");
    call.responses(new ApiResponses().addApiResponse("204", dropped)).security(List.of());
    refuse(call, Set.of(400, 403));
    return new PathItem().post(call);
  }

  private static PathItem settings() {
    var found = new ApiResponse().description("Settings").content(content(JSON, object()));
    var call =
        new Operation()
            .summary("What browser clients load first")
            .security(List.of())
            .addParametersItem(inPath("writeKey"))
            .responses(new ApiResponses().addApiResponse("200", found));
    refuse(call, Set.of(400, 403, 404, 429, 503));
    return new PathItem().get(call);
  }

  private static Parameter inPath(String name) {
    return new Parameter().name(name).in("path").required(true).schema(new StringSchema());
  }

  private static Schema<?> object() {
    return new ObjectSchema();
  }

  private static PathItem taking(Operation call, Schema<?> body) {
    call.requestBody(new RequestBody().required(true).content(content(JSON, body)));
    Schema<?> success = new ObjectSchema().addProperty("success", new BooleanSchema());
    var taken = new ApiResponse().description("On disk").content(content(JSON, success));
    call.responses(new ApiResponses().addApiResponse("200", taken));
    refuse(call, new TreeSet<>(List.of(400, 401, 403, 408, 413, 415, 429, 503)));
    return new PathItem().post(call);
  }
}
