package habitue.server.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.server.RunningServer;
import habitue.server.console.Browser;
import habitue.server.console.Browser.Look;
import habitue.server.console.Browser.Window;
import habitue.server.console.Sight;
import habitue.store.journal.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of friends in a real browser, at both sizes and in both languages. */
class ReferralBrowserTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          label: {en: The Club, fr: Le Club}
          counts from: 2020-01-01
          earn: {order: {spend: 1 per 1}}
          referral: {points: 500, pending: 0d, link: "https://a-rather-long-shop.example/?ref="}
      """;

  private static RunningServer server;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    browser = new Browser();
    server.publish(Map.of("loyalty.yaml", CLUB));
    identify("ada", "Ada Éloïse Constantinopolitaine");
    order("ada");
    String answer = server.api("GET", "/api/customers/userId:ada/referral", "").body();
    Fields referral = Json.object(answer.getBytes(StandardCharsets.UTF_8));
    String code = referral.text("code").orElseThrow();
    for (String friend : List.of("bob", "cal", "dan")) {
      identify(friend, friend);
      track(friend, "Signed Up", "'referral_code':'" + code + "'");
      order(friend);
    }
    server.settle();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  private static void send(String path, String json) {
    assertThat(server.post(RunningServer.SERVER_KEY, path, json.replace('\'', '"')).statusCode())
        .isEqualTo(200);
  }

  private static void identify(String user, String name) {
    String phone = user.equals("dan") ? "" : ",'phone':'+442079460958'";
    send("/v1/identify", "{'userId':'%s','traits':{'name':'%s'%s}}".formatted(user, name, phone));
  }

  private static void track(String user, String event, String properties) {
    send(
        "/v1/track",
        "{'userId':'%s','event':'%s','properties':{%s}}".formatted(user, event, properties));
  }

  private static void order(String user) {
    track(user, "Order Completed", "'order_id':'o-%s','revenue':100".formatted(user));
    server.settle();
  }

  static List<Look> looks() {
    return List.of(new Look("en", 1440, false), new Look("fr", 360, true));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void each_page_is_clean_and_fits(Look look) {
    var softly = new SoftAssertions();
    var sight = new Sight(softly, look);
    try (Window window = browser.admin(server, look)) {
      sight.visit(window, "reward-referrals", "/reward/referrals");
      assertThat(window.page().textContent("main"))
          .contains(look.language().equals("fr") ? "0,75" : "0.75");
      assertThat(window.page().locator("button[value=approve]").count()).isEqualTo(2);
      String member =
          window.page().locator("[aria-labelledby=friends-held] a").first().getAttribute("href");
      sight.visit(window, "reward-told", member);
      sight.visit(window, "reward-programme", "/reward");
    }
    softly.assertAll();
  }
}
