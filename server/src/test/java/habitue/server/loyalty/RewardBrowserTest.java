package habitue.server.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import habitue.server.RunningServer;
import habitue.server.console.Browser;
import habitue.server.console.Browser.Look;
import habitue.server.console.Browser.Window;
import habitue.server.console.Sight;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages on loyalty in a real browser, at both sizes and in both languages. */
class RewardBrowserTest {
  private static final int MONTHS = 20;
  private static final int LATELY = 180;
  private static final String CLUB =
      """
      loyalty:
        club:
          label: {fr: Le Club des Habitués, en: The Club of Regulars}
          counts from: 2020-01-01
          enrol: {on: Loyalty Joined}
          earn:
            order: {spend: 3 per 1}
          expires: 4m
          point worth: 0.005
          tiers: {ladder: {bronze: 0, silver: 500, gold: 900}}
          rewards:
            mug: 60
      """;

  private static final List<String> events = new ArrayList<>();

  private static RunningServer server;
  private static Browser browser;

  /** Some spend their points half a year ago; then time goes by. */
  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.wholeAt(folder, ago(LATELY));
    browser = new Browser();
    server.publish(Map.of("loyalty.yaml", CLUB));
    for (int customer = 1; customer <= 12; customer++) {
      if (customer % 3 > 0) {
        past(customer, customer % 3 == 1 ? 640 : 400, "Loyalty Joined", "");
      }
      past(customer, 700, "Product Viewed", "'product_id':'p'");
      page(customer, 695);
      page(customer, 350);
      orders(customer, MONTHS, LATELY / 30);
    }
    sent();
    for (int customer = 1; customer <= 12; customer += 3) {
      String address = "/api/customers/userId:u" + customer + "/redemptions";
      HttpResponse<String> mug = server.api("POST", address, "{\"reward\":\"mug\"}");
      assertThat(mug.statusCode()).as(mug.body()).isEqualTo(200);
    }
    server.clock.move(Duration.between(server.clock.instant(), Instant.now()));
    for (int customer = 1; customer <= 12; customer++) {
      orders(customer, LATELY / 30, 0);
    }
    sent();
  }

  private static void orders(int customer, int from, int to) {
    for (int order = from; order > to; order--) {
      String id = "o%d-%d".formatted(customer, order);
      String said = "'order_id':'%s','total':%d,'currency':'GBP'".formatted(id, 20 + customer);
      past(customer, 30 * order + customer, "Order Completed", said);
      if ((order + customer) % 5 == 0) {
        past(customer, 30 * order + customer - 1, "Order Refunded", "'order_id':'" + id + "'");
      }
    }
  }

  private static void sent() {
    events.sort(Comparator.naturalOrder());
    String batch = "{'batch':[" + String.join(",", events) + "]}";
    assertThat(server.post(RunningServer.SERVER_KEY, "/v1/batch", batch.replace('\'', '"')).body())
        .isEqualTo("{\"success\":true}");
    events.clear();
    server.settle();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  private static Instant ago(int days) {
    return Instant.now().minus(Duration.ofDays(days));
  }

  private static void past(int customer, int days, String event, String said) {
    events.add(
        "{'timestamp':'%s','type':'track','event':'%s','userId':'u%d','context':{'historical':true},'properties':{%s}}"
            .formatted(ago(days), event, customer, said));
  }

  private static void page(int customer, int days) {
    events.add(
        "{'timestamp':'%s','type':'page','name':'Home','userId':'u%d','context':{'historical':true}}"
            .formatted(ago(days), customer));
  }

  static List<Look> looks() {
    return List.of(new Look("en", 1440, false), new Look("fr", 360, true));
  }

  private static Window signedIn(Look look) {
    return browser.admin(server, look);
  }

  @ParameterizedTest
  @MethodSource("looks")
  void each_page_is_clean_and_fits(Look look) {
    var softly = new SoftAssertions();
    var sight = new Sight(softly, look);
    try (Window window = signedIn(look)) {
      sight.visit(window, "reward", "/reward");
      sight.visit(window, "reward-liability", "/reward/liability");
      sight.visit(window, "reward-liability-before", "/reward/liability?day=2020-01-01");
      sight.visit(window, "reward-effect", "/reward/effect");
      sight.visit(window, "customers-points", "/customers?sort=points");
      sight.visit(window, "customers-tier", "/customers?tier=club.bronze");
    }
    softly.assertAll();
  }

  @Test
  void a_figure_opens_its_definition_and_the_pages_lead_to_each_other() {
    try (Window window = signedIn(new Look("en", 1440, false))) {
      Page page = window.page();
      page.navigate("/reward");
      page.click("nav.within a[href^='/reward/liability']");
      page.locator("summary", new Page.LocatorOptions().setHasText("points outstanding")).click();
      assertThat(page.locator(".figure[open]").innerText())
          .contains("Points issued by then", "As of");
      page.click("nav.within a[href^='/reward/effect']");
      assertThat(page.locator("h1").innerText()).isEqualTo("What goes with it");
      page.locator("summary", new Page.LocatorOptions().setHasText("order size")).click();
      assertThat(page.locator(".figure[open]").innerText()).contains("Net of refunds");
    }
  }
}
