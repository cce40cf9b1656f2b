package habitue.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.segment.analytics.Analytics;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.TrackMessage;
import habitue.store.journal.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything as it is run: a client that nobody here wrote, the program in its own process, and a
 * colleague who looks on in a browser.
 */
class EndToEndTest {
  private static final String WRITE_KEY = "end-to-end-server-key";
  private static final String TOKEN = "end-to-end-admin-token";
  private static final String PASSWORD = "end-to-end-password";
  private static final Map<String, String> SECRETS =
      Map.of(
          "HABITUE_WRITE_KEY", WRITE_KEY,
          "HABITUE_ADMIN_TOKEN", TOKEN,
          "HABITUE_CONSOLE_PASSWORD", PASSWORD);
  private static final double PATIENCE = 30_000;

  @TempDir Path folder;

  @Test
  void an_order_shows_live_on_today_and_its_buyer_is_parted_from_who_was_taken_for_them()
      throws Exception {
    try (RunningServer server = RunningServer.serving(folder, SECRETS);
        Playwright playwright = playwright();
        Browser chromium = playwright.chromium().launch(chromium())) {
      Analytics shop = client(server);
      adaIsRecognisedOnAPhone(shop);
      var complaints = new CopyOnWriteArrayList<String>();
      Page page = signedIn(chromium, server, complaints);
      assertThat(page.locator("#live-state")).hasText("Live", patiently());

      shop.enqueue(
          TrackMessage.builder("Order Completed")
              .userId("ada")
              .properties(Map.of("order_id", "o1", "revenue", 12.5, "currency", "EUR")));
      shop.flush();
      Locator order =
          page.locator("#live li")
              .filter(
                  new Locator.FilterOptions()
                      .setHas(page.locator(".what[title*='Order Completed']")));
      assertThat(order).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
      assertThat(whoIs(server, "anonymousId:phone")).isEqualTo(whoIs(server, "userId:ada"));

      order.locator("a[href^='/customers/']").click();
      assertThat(page.locator("h1")).containsText("Ada Lovelace");
      page.locator(".joins a").first().click();
      assertThat(page.locator(".side")).hasCount(2);
      page.locator(".confirm button").click();
      assertThat(page.locator(".notice.good")).isVisible();
      assertThat(whoIs(server, "anonymousId:phone")).isNotEqualTo(whoIs(server, "userId:ada"));
      assertThat(complaints).isEmpty();
      shop.shutdown();
    }
  }

  /** A visitor on a phone, and Ada on her laptop, who then signs in on that phone. */
  private static void adaIsRecognisedOnAPhone(Analytics shop) {
    shop.enqueue(PageMessage.builder("Home").anonymousId("phone"));
    shop.enqueue(
        IdentifyMessage.builder()
            .userId("ada")
            .anonymousId("laptop")
            .traits(Map.of("name", "Ada Lovelace")));
    shop.enqueue(TrackMessage.builder("Product Viewed").userId("ada").anonymousId("phone"));
    shop.flush();
  }

  private static Analytics client(RunningServer server) {
    return Analytics.builder(WRITE_KEY).setUploadURL(server.uri("/v1/batch").toString()).build();
  }

  private static Page signedIn(Browser chromium, RunningServer server, List<String> complaints) {
    Page page =
        chromium.newPage(
            new Browser.NewPageOptions()
                .setBaseURL(server.uri("").toString())
                .setLocale("en-GB")
                .setViewportSize(1440, 900));
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.navigate("/sign-in");
    page.fill("#username", "admin");
    page.fill("#password", PASSWORD);
    page.click("form[action='/sign-in'] button");
    page.waitForURL("**/");
    return page;
  }

  /** Debian's Chromium. */
  private static BrowserType.LaunchOptions chromium() {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(Path.of("/usr/bin/chromium"))
        .setArgs(List.of("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"));
  }

  private static Playwright playwright() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  private static LocatorAssertions.HasTextOptions patiently() {
    return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE);
  }

  private static String whoIs(RunningServer server, String ref)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = server.get("/api/customers/" + ref, TOKEN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8)).text("id").orElseThrow();
  }
}
