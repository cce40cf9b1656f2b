package habitue.server.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import habitue.server.RunningServer;
import habitue.server.fuzz.Description.Call;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Makes the requests of a run: each from the seed and its number alone, whatever was answered. */
final class Requests {
  private static final List<String> COPIES = List.of("/api/backup", "/api/tables");
  private static final List<String> TOPICS =
      List.of("orders/create", "orders/updated", "refunds/create", "customers/update", "a/b", "");

  private final Description description;
  private final List<Call> calls;
  private final List<Call> events;
  private final Planted planted;
  private final long seed;

  Requests(Description description, Planted planted, long seed) {
    this.description = description;
    this.calls = description.calls().stream().filter(call -> !call.collects()).toList();
    this.events = description.calls().stream().filter(Call::collects).toList();
    this.planted = planted;
    this.seed = seed;
  }

  /**
   * @param asIs whether method and path are as the document has them
   * @param ids the messageIds of an event's request, in order
   * @param whole those of them that are sent unbroken
   */
  record Sent(
      long number,
      Call call,
      String method,
      boolean asIs,
      byte[] bytes,
      List<String> ids,
      List<String> whole) {}

  Sent get(long number) {
    var words = new Words(new SplittableRandom(seed * 1_000_003 + number));
    Call call = words.chance(55) ? words.of(events) : words.of(calls);
    return new Making(number, call, words).made();
  }

  /** One request on its way. */
  private final class Making {
    private final long number;
    private final Call call;
    private final Words words;
    private final Breaking breaking;
    private final Map<String, String> head = new LinkedHashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> whole = new ArrayList<>();
    private boolean asIs = true;

    Making(long number, Call call, Words words) {
      this.number = number;
      this.call = call;
      this.words = words;
      this.breaking = new Breaking(words);
    }

    Sent made() {
      String path = path();
      String method = call.method();
      if (words.chance(2)) {
        method = words.of(List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"));
        // Who is erased is of those planted to leave: anyone else's events would be missed.
        boolean erases = method.equals("DELETE") && call.path().endsWith("{ref}");
        method = erases ? call.method() : method;
        asIs = method.equals(call.method());
      }
      byte[] body = call.body().isMissingNode() ? new byte[0] : body();
      authorize();
      if (call.path().equals("/v1/hooks/{source}")) {
        path = hook(body);
      }
      if (words.chance(3)) {
        path = brokenPath(path);
        asIs = false;
      }
      oddHead();
      return new Sent(number, call, method, asIs, bytes(method, path, body), ids, whole);
    }

    private String path() {
      String path = call.path();
      var query = new StringBuilder();
      for (JsonNode parameter : call.parameters()) {
        String name = parameter.path("name").asString("");
        switch (parameter.path("in").asString("")) {
          case "path" -> path = path.replace("{" + name + "}", encoded(segment(name)));
          case "query" -> {
            if (words.chance(50)) {
              query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
              query.append(encoded(words.chance(70) ? words.text(name) : odd()));
            }
          }
          default -> {}
        }
      }
      return path + query;
    }

    private String segment(String name) {
      if (words.chance(10)) {
        return odd().isBlank() ? "x" : odd();
      }
      return switch (name) {
        case "ref" -> call.method().equals("DELETE") ? leaver() : words.reference();
        case "writeKey" -> words.chance(50) ? planted.browserKey : "none";
        case "number" -> Integer.toString(words.number(5_000));
        // Never a key or a source of this run: those that the run itself made come after them.
        case "id" ->
            call.path().startsWith("/api/keys")
                ? words.of(List.of("k", "s")) + (20 + words.number(300))
                : words.of(List.of("w", "")) + words.number(20);
        default -> Integer.toString(words.number(20));
      };
    }

    private String leaver() {
      return words.of(List.of("userId:leaving-", "anonymousId:leaver-"))
          + words.number(Words.PEOPLE);
    }

    private String odd() {
      return words.of(words.of(List.of(Words.ODD, Words.TIMES, Words.NUMBERS)));
    }

    private byte[] body() {
      Object body = call.collects() && !call.path().contains("hooks") ? said() : described();
      byte[] bytes = Raw.json(body);
      return words.chance(15) ? breaking.bytes(bytes) : bytes;
    }

    private Object described() {
      if (call.path().contains("hooks")) {
        return words.chance(50) ? Map.of("batch", List.of(message("track", 0))) : order();
      }
      JsonNode schema = call.body().properties().iterator().next().getValue().path("schema");
      Object object = description.whole(schema, "body", words);
      return words.chance(40) ? breaking.tree(object) : object;
    }

    private Object said() {
      String type = call.path().substring("/v1/".length());
      if (!type.equals("batch") && !type.equals("import")) {
        return message(type, 0);
      }
      List<Object> batch = new ArrayList<>();
      for (int i = words.number(6); i >= 0; i--) {
        batch.add(message(words.of(List.of("track", "identify", "page")), ids.size()));
      }
      if (words.chance(92)) {
        return fields("batch", batch);
      }
      whole.clear();
      return breaking.tree(fields("batch", batch));
    }

    private Object message(String type, int index) {
      String id = "f" + number + "-" + index;
      ids.add(id);
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("type", type);
      message.put("messageId", id);
      String person = words.chance(5) ? "person-" + words.number(Words.PEOPLE) : "";
      message.put("userId", person.isEmpty() ? "fresh-" + words.number(2_000) : person);
      if (words.chance(30)) {
        message.put("timestamp", Instant.EPOCH.plusSeconds(1_767_225_600L + number).toString());
      }
      switch (type) {
        case "track" -> track(message);
        case "identify" -> message.put("traits", Map.of("plan", words.text("plan")));
        case "group" -> message.put("groupId", words.text("group"));
        case "alias" -> message.put("previousId", "former-" + id);
        default -> message.put("name", words.text("page"));
      }
      if (words.chance(40)) {
        return breaking.tree(message);
      }
      whole.add(id);
      return message;
    }

    private void track(Map<String, Object> message) {
      message.put("event", words.of(List.of("Product Viewed", "Cart Viewed", "Order Completed")));
      message.put(
          "properties",
          fields(
              "order_id",
              "o" + number,
              "revenue",
              words.number(500),
              "currency",
              "GBP",
              "products",
              List.of(fields("product_id", "p1", "price", "9.50", "quantity", 1))));
    }

    private Object order() {
      Map<String, Object> order = new LinkedHashMap<>();
      order.put("id", number);
      order.put("created_at", "2026-05-04T12:00:00+02:00");
      order.put("updated_at", "2026-05-04T12:00:00+02:00");
      order.put("currency", "GBP");
      order.put("total_price", "19.00");
      order.put("customer", fields("id", 1 + words.number(500)));
      order.put("line_items", List.of(fields("id", 1, "price", "19.00", "quantity", 1)));
      return breaking.tree(order);
    }

    private void authorize() {
      boolean collects = call.path().startsWith("/v1/");
      int kind = words.number(100);
      if (costly()) {
        head.put("Authorization", bearer(planted.scoped.getFirst()));
      } else if (kind < 80) {
        String write = words.chance(85) ? planted.serverKey : planted.browserKey;
        head.put("Authorization", collects ? RunningServer.basic(write) : bearer(planted.all));
      } else if (kind < 88) {
        head.put("Authorization", bearer(words.of(planted.scoped)));
      } else if (kind < 90) {
        head.put("Authorization", bearer(planted.revoked));
      } else if (kind < 92) {
        head.put("Authorization", words.chance(50) ? bearer("hbt_none") : RunningServer.basic("x"));
      } else if (kind < 94) {
        head.put("Authorization", words.of(List.of("Basic %%%", "Bearer", "Digest a", "Basic ")));
      } else if (kind < 96) {
        head.put("Authorization", collects ? bearer(planted.all) : planted.serverKey);
      }
    }

    /** Copies everything, or writes every file anew: let through a few times only. */
    private boolean costly() {
      boolean erases = call.method().equals("DELETE") && call.path().endsWith("{ref}");
      return COPIES.contains(call.path()) && !words.chance(1) || erases && !words.chance(1);
    }

    private String hook(byte[] body) {
      int which = words.number(4);
      boolean right = words.chance(70);
      if (which != 2) {
        // A batch is what only our own signature brings: a shop's topic makes of it what it can.
        whole.clear();
      }
      return switch (which) {
        case 0 -> {
          head.put("X-Shopify-Topic", words.of(TOPICS));
          String secret = right ? planted.shopify.secret() : "wrong";
          head.put("X-Shopify-Hmac-Sha256", base64(secret, body));
          yield planted.shopify.path();
        }
        case 1 -> {
          head.put("X-WC-Webhook-Topic", words.of(List.of("order.created", "customer.updated")));
          String secret = right ? planted.wooCommerce.secret() : "wrong";
          head.put("X-WC-Webhook-Signature", base64(secret, body));
          yield planted.wooCommerce.path();
        }
        case 2 -> {
          String time = Long.toString(Instant.now().getEpochSecond() - (right ? 0 : 4_000));
          String signed = time + "." + new String(body, ISO_8859_1);
          String hex = hex(planted.signed.secret(), signed.getBytes(ISO_8859_1));
          head.put("X-Habitue-Signature", "t=" + time + ",v1=" + hex);
          yield planted.signed.path();
        }
        default -> {
          head.put("X-Habitue-Signature", words.of(List.of("", "t=,v1=", "t=1,v1=00", "a=b,,=")));
          yield "/v1/hooks/" + words.number(20);
        }
      };
    }

    private String brokenPath(String path) {
      return switch (words.number(6)) {
        case 0 -> path + "/" + encoded(odd());
        case 1 -> path.replaceFirst("/", "/" + words.of(List.of("..", "%2e%2e", ";", "/")));
        case 2 -> path + (path.contains("?") ? "&" : "?") + encoded(odd()) + "=" + encoded(odd());
        case 3 -> path + words.of(List.of("%", "%zz", "%00", "%0d%0aX:y", "%c0%ae", "%2f", ";a=b"));
        case 4 -> path + "?limit=1&limit=2&=&&before=%";
        default -> path.toUpperCase(Locale.ROOT);
      };
    }

    private void oddHead() {
      if (words.chance(30)) {
        head.put(
            "Idempotency-Key", words.chance(90) ? "again-" + words.number(50) : "k".repeat(300));
      }
      if (words.chance(5)) {
        head.put("Accept", words.of(List.of("text/html", "image/png", "a/b;q=x", "", "*/*")));
      }
      if (words.chance(3)) {
        head.put("Accept-Language", words.of(List.of("fr", "zz-ZZ;q=9", "-", "fr;q=a,*")));
      }
      if (words.chance(5)) {
        head.put("Origin", words.of(List.of("https://shop.example", "null", "http://a b", "")));
      }
      if (words.chance(3)) {
        head.put("X-Forwarded-For", words.of(List.of("127.0.0.1", "::1, x", "'")));
      }
    }

    private byte[] bytes(String method, String path, byte[] body) {
      byte[] sent = words.chance(4) ? breaking.packed(body, head) : body;
      head.putIfAbsent("Content-Type", type());
      boolean chunked = words.chance(5);
      if (chunked) {
        head.put("Transfer-Encoding", "chunked");
      } else {
        head.put("Content-Length", Integer.toString(sent.length));
      }
      var lines = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
      head.forEach((name, value) -> lines.append(name + ": " + value + "\r\n"));
      var request = new ByteArrayOutputStream();
      request.writeBytes(lines.append("\r\n").toString().getBytes(UTF_8));
      if (chunked && sent.length > 0) {
        request.writeBytes((Integer.toHexString(sent.length) + "\r\n").getBytes(UTF_8));
        request.writeBytes(sent);
        request.writeBytes("\r\n".getBytes(UTF_8));
      } else if (!chunked) {
        request.writeBytes(sent);
      }
      request.writeBytes((chunked ? "0\r\n\r\n" : "").getBytes(UTF_8));
      return request.toByteArray();
    }

    private String type() {
      return words.chance(94)
          ? "application/json"
          : words.of(
              List.of(
                  "text/csv", "text/plain", "application/xml", "person-1", "", "a/b;charset=x"));
    }
  }

  /** Names and values in turn, in this order: that of a map made by Map.of differs by the run. */
  private static Map<String, Object> fields(Object... each) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < each.length; i += 2) {
      fields.put(each[i].toString(), each[i + 1]);
    }
    return fields;
  }

  private static String bearer(String secret) {
    return "Bearer " + secret;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static String base64(String secret, byte[] body) {
    return Base64.getEncoder().encodeToString(hmac(secret, body));
  }

  private static String hex(String secret, byte[] body) {
    return HexFormat.of().formatHex(hmac(secret, body));
  }

  private static byte[] hmac(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
