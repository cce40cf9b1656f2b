package habitue.server.fuzz;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who and what is there before the run: people with all that is personal, keys of every kind. */
final class Planted {
  static final String E_MAIL_END = "@hidden-post.example";
  static final String NAME = "Zebulon Quixote";
  static final int HIGHEST_RATE = 1_000_000;

  private final RunningServer server;
  private final List<String> secrets = new ArrayList<>();
  final List<String> scoped = new ArrayList<>();
  final String all;
  final String revoked;
  final String serverKey;
  final String browserKey;
  final Hook shopify;
  final Hook wooCommerce;
  final Hook signed;

  /** Where a shop's webhooks go, and what they are signed with. */
  record Hook(String path, String secret) {}

  Planted(RunningServer server) {
    this.server = server;
    for (String scope :
        List.of(
            "customers:read",
            "customers:write",
            "privacy",
            "playbook:write",
            "loyalty:write",
            "loyalty:token",
            "facts:read",
            "admin")) {
      scoped.add(key(scope, "api", "'scopes':['" + scope + "']"));
    }
    scoped.add(key("one store", "api", "'scopes':['facts:read'],'stores':['fr']"));
    this.all =
        key(
            "all",
            "api",
            "'scopes':['customers:read','customers:write','privacy','facts:read'," + "'admin']");
    this.revoked = key("revoked", "api", "'scopes':['admin']");
    server.api("DELETE", "/api/keys/k11", "");
    this.serverKey = key("till", "server", "'channel':'web'");
    this.browserKey = key("page", "browser", "'stores':['uk'],'origins':['https://shop.example']");
    this.shopify = hook("shopify", "'secret':'the shop signs with this'");
    this.wooCommerce = hook("woocommerce", "'secret':'the mugs sign with this'");
    this.signed = hook("hook", "'store':'uk'");
    people("person", "visitor");
    people("leaving", "leaver");
    server.settle();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private String key(String name, String kind, String more) {
    String asked =
        "{'name':'%s','kind':'%s','rate':%d,%s}".formatted(name, kind, HIGHEST_RATE, more);
    HttpResponse<String> made = server.api("POST", "/api/keys", json(asked));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String secret = requireNonNull(said(made.body(), "secret"));
    secrets.add(secret);
    return secret;
  }

  private Hook hook(String kind, String more) {
    String asked = "{'name':'%s','kind':'%s',%s}".formatted(kind, kind, more);
    HttpResponse<String> made = server.api("POST", "/api/sources", json(asked));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String given = said(json(more), "secret");
    String secret = given == null ? requireNonNull(said(made.body(), "signingSecret")) : given;
    secrets.add(secret);
    return new Hook(requireNonNull(said(made.body(), "webhook")), secret);
  }

  private static @Nullable String said(String answer, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer);
    return found.find() ? found.group(1) : null;
  }

  private void people(String user, String visitor) {
    for (int i = 0; i < Words.PEOPLE; i++) {
      String event =
          "{'userId':'%s-%d','anonymousId':'%s-%d','traits':{'email':'%s%d%s','name':'%s %d'}}"
              .formatted(user, i, visitor, i, user, i, E_MAIL_END, NAME, i);
      assertThat(server.post(serverKey, "/v1/identify", json(event)).statusCode()).isEqualTo(200);
    }
  }

  /** What no line of the log may hold. */
  List<String> hidden() {
    List<String> hidden =
        new ArrayList<>(
            List.of(E_MAIL_END, NAME, "person-", "visitor-", "leaving-", "leaver-", "fresh-"));
    hidden.add(RunningServer.ADMIN_TOKEN);
    hidden.addAll(secrets);
    return hidden;
  }
}
