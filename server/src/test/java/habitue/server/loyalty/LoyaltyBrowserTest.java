package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import habitue.model.CustomerId;
import habitue.server.RunningServer;
import habitue.server.console.Browser;
import habitue.server.console.Browser.Look;
import habitue.server.console.Browser.Window;
import habitue.server.console.Sight;
import habitue.server.people.Role;
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

/** What a programme is moved and run with, in a real browser. */
class LoyaltyBrowserTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          enrol: {on: Loyalty Joined}
          earn: {order: {spend: 1 per 1}}
          tiers: {ladder: {bronze: 0, silver: 500}}
      """;

  private static RunningServer server;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    browser = new Browser();
    server.publish(Map.of("loyalty.yaml", CLUB));
    for (int i = 0; i < 4; i++) {
      server.post(SERVER_KEY, "/v1/identify", "{\"userId\":\"u%d\"}".formatted(i));
    }
    server.settle();
    Adjusting adjusting = server.context().getBean(Adjusting.class);
    Loyalty loyalty = server.context().getBean(Loyalty.class);
    var asks = Asker.key("the-till-at-the-corner", false);
    var decides = new Asker("fin", Role.FINANCE, false);
    for (int i = 0; i < 4; i++) {
      String id =
          Json.object(
                  server
                      .api("GET", "/api/customers/userId:u" + i, "")
                      .body()
                      .getBytes(StandardCharsets.UTF_8))
              .text("id")
              .orElseThrow();
      var customer = CustomerId.parse(id).orElseThrow();
      String why = "<b>a card</b> that was lost, with all that was on it, in a train from Lyon";
      var asked =
          (Adjusting.Asked.Kept)
              adjusting.ask(customer, loyalty.programme(null), 20_000 + i, why, "k" + i, asks);
      if (i < 2) {
        adjusting.allow(asked.wish().id(), decides);
      }
    }
    server.settle();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  static List<Look> looks() {
    return List.of(new Look("en", 1440, false), new Look("fr", 360, true));
  }

  private static Window signedIn(Look look) {
    return browser.admin(server, look);
  }

  private static void choose(Page page, String text) {
    page.setInputFiles(
        "#file",
        new FilePayload("balances.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)));
    page.click("form[enctype] button");
  }

  @ParameterizedTest
  @MethodSource("looks")
  void each_page_is_clean_and_fits(Look look) {
    var softly = new SoftAssertions();
    var sight = new Sight(softly, look);
    try (Window window = signedIn(look)) {
      sight.visit(window, "reward", "/reward");
      sight.visit(window, "reward-adjustments", "/reward/adjustments");
      sight.visit(window, "reward-limits", "/reward/limits");
      sight.visit(window, "reward-codes", "/reward/codes");
      sight.visit(window, "reward-balances", "/reward/balances");
      Page page = window.page();
      choose(page, "customer,points,tier\nnobody,many,platinum\nuserId:u0,-1,\n");
      page.waitForSelector("#checked-title");
      sight.see(window, "reward-balances-wrong");
      String user = look.width() > 1000 ? "u2" : "u3";
      choose(page, "customer;points;tier\nuserId:" + user + ";1200;silver\n");
      page.waitForSelector("form[action='/reward/balances/open']");
      sight.see(window, "reward-balances-right");
      page.click("form[action='/reward/balances/open'] button");
      page.waitForSelector("#applied-title");
      sight.see(window, "reward-balances-opened");
    }
    softly.assertAll();
  }
}
