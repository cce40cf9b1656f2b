package habitue.server.identify;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import habitue.engine.Fits;
import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.GammaGamma;
import habitue.insight.rfm.Cuts;
import habitue.insight.rfm.RfmCuts;
import habitue.server.RunningServer;
import habitue.server.console.Browser;
import habitue.server.console.Browser.Look;
import habitue.server.console.Browser.Window;
import habitue.server.console.Sight;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of where everyone stands in a real browser, at both sizes and in both languages. */
class IdentifyBrowserTest {
  private static RunningServer server;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    browser = new Browser();
    var events = new ArrayList<String>();
    for (int customer = 1; customer <= 40; customer++) {
      for (int order = 0; order < 1 + customer % 7; order++) {
        events.add(order(customer, order));
      }
    }
    events.add(
        "{'type':'identify','userId':'lead','traits':{'name':'\u202e<i>Éloïse</i>','email':'a-rather-long-address-of-hers@boutique.example.org'}}");
    events.add(
        track("lead", "Consent Given", "'purpose':'marketing','channel':'email','proof':'form'"));
    events.add(track("lead", "Consent Given", "'purpose':'personalise','proof':'form'"));
    events.add(track("lead", "Product Viewed", "'product_id':'p1','category':'Lampes de chevet'"));
    String batch = "{'batch':[" + String.join(",", events) + "]}";
    assertThat(server.post(RunningServer.SERVER_KEY, "/v1/batch", batch.replace('\'', '"')).body())
        .isEqualTo("{\"success\":true}");
    server.settle();
    String tags =
        "tags:\\n  VIP: {manual: true, label: {en: Very important, fr: Très importante}}\\n";
    assertThat(
            server
                .api(
                    "PUT",
                    "/api/playbook",
                    "{\"base\":0,\"files\":{\"tags.yaml\":\"" + tags + "\"}}")
                .statusCode())
        .isEqualTo(200);
    server.settle();
    String set = "{\"until\":\"2099-12-31\",\"reason\":\"<b>knows</b> the house since 1998\"}";
    assertThat(server.api("PUT", "/api/customers/userId:lead/tags/VIP", set).statusCode())
        .isEqualTo(200);
    var days = new Cuts(List.of(20L, 60L, 120L, 250L));
    var money = new Cuts(List.of(2_000L, 4_000L, 6_000L, 9_000L));
    server.store.fitted(
        new Fits.Fit(
            0,
            new RfmCuts(days, new Cuts(List.of(1L, 2L, 4L, 5L)), money),
            new BgNbd(0.2426, 4.4136, 0.7927, 2.4253),
            new GammaGamma(6.24, 3.75, 15.47),
            true));
    server.settle();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  private static String order(int customer, int order) {
    Instant at =
        Instant.now().minus(Duration.ofDays(5L + customer * 7 % 200 + order * (11L + customer)));
    return "{'type':'track','event':'Order Completed','userId':'u%d','messageId':'o%d-%d','timestamp':'%s','context':{'historical':true},'properties':{'order_id':'o%d-%d','total':%d,'currency':'GBP'}}"
        .formatted(customer, customer, order, at, customer, order, 10 + customer);
  }

  private static String track(String user, String event, String properties) {
    return "{'type':'track','userId':'%s','event':'%s','properties':{%s}}"
        .formatted(user, event, properties);
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
      sight.visit(window, "identify-stages", "/identify");
      sight.visit(window, "identify-segments", "/identify/segments");
      sight.visit(window, "identify-segment", "/identify/segments/regulars");
      sight.visit(window, "identify-questions", "/identify/questions");
      sight.visit(window, "identify-audience", "/identify/segments/regulars/audience");
      sight.visit(window, "identify-rfm", "/identify/rfm");
      sight.visit(window, "identify-slipping", "/identify/slipping");
      sight.visit(window, "identify-leads", "/identify/leads");
      sight.visit(window, "identify-playbook", "/identify/playbook?file=stages.yaml");
      sight.visit(window, "identify-version", "/identify/playbook/versions/0");
      sight.visit(window, "identify-people", "/customers?rfm=5-5");
      window.page().navigate("/customers?segment=regulars");
      String address = window.page().locator("#found tbody a").first().getAttribute("href");
      sight.visit(window, "identify-why", address + "/why");
      sight.visit(window, "identify-person", address);
      window.page().navigate("/customers?tag=VIP");
      String tagged = window.page().locator("#found tbody a").first().getAttribute("href");
      sight.visit(window, "identify-tagged", tagged);
      sight.visit(window, "identify-tagged-why", tagged + "/why");
      sight.visit(window, "identify-tags", tagged + "/tags");
    }
    softly.assertAll();
  }

  @Test
  void a_condition_is_tried_completed_and_rehearsed_while_it_is_written() {
    try (Window window = signedIn(new Look("en", 1440, false))) {
      Page page = window.page();
      page.navigate("/identify/playbook");
      page.locator("#when").pressSequentially("customer.orders.cou");
      page.locator(".suggest li").first().waitFor();
      page.keyboard().press("Tab");
      page.locator("#when").pressSequentially(" >= 7");
      page.locator("#tried b").waitFor();
      assertThat(page.locator("#tried b").first().textContent()).contains("5 customers");
      String kept = "segments:\n  regulars: customer.orders.count >= 2\n";
      String loyal = kept + "  loyal: customer.orders.count >= 7\n";
      page.fill("#text", loyal + "  wrong: 5\n");
      page.locator("#found .mistakes").waitFor();
      assertThat(page.locator("#found").textContent()).contains("line 4");
      page.fill("#text", loyal);
      page.locator("#found .good").waitFor();
      page.locator("button[hx-post$=rehearse]").click();
      page.locator("#rehearsed table").first().waitFor();
      assertThat(page.locator("#rehearsed").textContent()).contains("loyal");
      page.locator("#editing button").first().click();
      page.waitForURL("**/identify/playbook?file=segments.yaml");
      assertThat(page.locator(".notice").first().textContent()).contains("Version 2 is in force");
      assertThat(window.complaints()).isEmpty();
    }
  }
}
