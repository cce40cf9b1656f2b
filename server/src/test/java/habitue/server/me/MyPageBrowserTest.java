package habitue.server.me;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import habitue.server.RunningServer;
import habitue.server.console.Browser;
import habitue.server.console.Browser.Look;
import habitue.server.console.Browser.Window;
import habitue.server.console.Sight;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A customer's own page in a real browser, from the link to the end. */
class MyPageBrowserTest {
  private static RunningServer server;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  static List<Look> looks() {
    return List.of(new Look("en", 1440, false), new Look("fr", 360, true));
  }

  private static void post(String path, String json) {
    String body = json.replace('\'', '"');
    assertThat(server.post(SERVER_KEY, path, body).statusCode()).as(body).isEqualTo(200);
  }

  private static String link(String user) {
    post(
        "/v1/identify",
        "{'userId':'%s','anonymousId':'browser-of-%s','traits':{'name':'Éloïse <b>Martin</b>',"
                .formatted(user, user)
            + "'email':'%s-with-a-rather-long-address@boutique.example.org','birthday':'1990-04-12',"
                .formatted(user)
            + "'address':{'street':'12 rue des Petites-Écuries','city':'Lyon','postalCode':'69001'}}}");
    post(
        "/v1/page",
        "{'userId':'%s','name':'Home','properties':{'title':'Accueil'}}".formatted(user));
    for (int i = 1; i <= 15; i++) {
      post(
          "/v1/track",
          "{'userId':'%s','event':'Product Viewed','properties':{'product_id':'p%d','name':'Lampe de chevet en verre soufflé n° %d','category':'Lampes','price':42.5,'currency':'GBP'}}"
              .formatted(user, i, i));
    }
    post(
        "/v1/track",
        "{'userId':'%s','event':'Order Completed','properties':{'order_id':'%s-1','revenue':1250.5,'currency':'GBP','products':[{'product_id':'p1','name':'Lampe','price':1250.5,'quantity':1}]}}"
            .formatted(user, user));
    server.settle();
    String made = server.api("POST", "/api/customers/userId:" + user + "/page-links", "{}").body();
    return made.split("\"url\":\"")[1].split("\"")[0];
  }

  @ParameterizedTest
  @MethodSource("looks")
  void each_page_is_clean_and_fits_and_works_without_a_script(Look look) {
    String link = link("user-" + look.width());
    var softly = new SoftAssertions();
    var sight = new Sight(softly, look);
    try (Window window = browser.open("http://127.0.0.1:" + server.port(), look)) {
      Page page = window.page();
      sight.visit(window, "me-link", link);
      assertThat(page.url()).endsWith("/me/open");
      page.click("main form button");
      assertThat(page.url()).endsWith("/me");
      sight.see(window, "me");
      sight.visit(window, "me-past", "/me/past?show=facts");
      sight.visit(window, "me-details", "/me/details");
      page.fill("#phone", "+33 6 12 34 56 78");
      page.click("main form button");
      page.uncheck("[id='channel.email']");
      page.click("form[action='/me/choices'] button");
      sight.see(window, "me-changed");
      assertThat(page.locator("main").textContent()).contains("+33 6 12 34 56 78");
      assertThat(page.isChecked("[id='channel.email']")).isFalse();
      sight.visit(window, "me-leave", "/me/leave");
      page.fill("#typed", look.language().equals("fr") ? "effacer" : "erase");
      page.click(".confirm button");
      assertThat(page.url()).endsWith("/me/gone");
      sight.see(window, "me-gone");
      window.complaints().clear();
      page.navigate(link);
      window.complaints().removeIf(complaint -> complaint.contains("410"));
      sight.see(window, "me-nothing");
    }
    softly.assertAll();
  }
}
