package habitue.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.console.Browser.Look;
import habitue.server.console.Browser.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page in a real browser. */
class ConsoleBrowserTest {
  private static final String PERSON = "/customers/" + FakeConsole.REGULAR;
  private static final String FOREIGN =
      "main script, main img, main svg[onload], [onload], [onerror], [onmouseover]";
  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  static {
    PAGES.put("today", "/");
    PAGES.put("customers", "/customers");
    PAGES.put("customer", PERSON);
    PAGES.put("customer-halted", "/customers/" + FakeConsole.HALTED);
    PAGES.put("visitor", "/customers/c88");
    PAGES.put("timeline", PERSON + "/timeline");
    PAGES.put("split", PERSON + "/split?identifier=k3");
    PAGES.put("join", PERSON + "/join");
    PAGES.put("join-sides", PERSON + "/join?with=c3c");
    PAGES.put("consents", PERSON + "/consents");
    PAGES.put("erase", PERSON + "/erase");
    PAGES.put("catalogue", "/catalogue");
    PAGES.put("product", "/catalogue/product?id=pan%2F20");
    PAGES.put("data", "/data");
    PAGES.put("source", "/data/sources");
    PAGES.put("refused", "/data/refused");
    PAGES.put("keys", "/settings/keys");
    PAGES.put("key", "/settings/keys/k1");
    PAGES.put("new-key", "/settings/keys/new");
    PAGES.put("trust", "/trust");
    PAGES.put("people", "/settings/people");
    PAGES.put("audit", "/settings/audit");
    PAGES.put("account", "/account");
    PAGES.put("password", "/account/password");
    PAGES.put("totp", "/account/totp");
    PAGES.put("code", "/sign-in/code");
    PAGES.put("webhooks", "/data/webhooks");
    PAGES.put("webhook", "/data/webhooks/w1");
    PAGES.put("missing", "/customers/c404");
  }

  @SuppressWarnings("NullAway.Init")
  private static TestServer.Running server;

  @SuppressWarnings("NullAway.Init")
  private static Browser browser;

  private final SoftAssertions softly = new SoftAssertions();

  @BeforeAll
  static void start() {
    server = TestServer.start();
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @AfterEach
  void forget() {
    server.shop().forget();
  }

  static List<Look> looks() {
    return List.of(new Look("en", 1440, false), new Look("fr", 360, true));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void every_page_is_clean_and_fits(Look look) {
    try (Window window = browser.open(server.address(), look)) {
      visit(window, look, "sign-in", "/sign-in?error");
    }
    try (Window window = browser.signedIn(server.address(), look)) {
      PAGES.forEach((name, address) -> visit(window, look, name, address));
    }
    softly.assertAll();
  }

  /** Of the other colours, so that each width is seen in both. */
  static List<Look> otherLooks() {
    return List.of(new Look("en", 1440, true), new Look("fr", 360, false));
  }

  @ParameterizedTest
  @MethodSource("otherLooks")
  void hostile_names_are_only_text(Look look) {
    server.shop().write(Ink.hostile());
    try (Window window = browser.signedIn(server.address(), look)) {
      PAGES.forEach((name, address) -> {
        visit(window, look, "hostile-" + name, address);
        softly.assertThat(window.page().evaluate("window.owned")).as(name).isNull();
        softly
            .assertThat(window.page().locator(FOREIGN).count())
            .as("foreign elements in %s", name)
            .isZero();
      });
    }
    softly.assertAll();
  }

  private void visit(Window window, Look look, String name, String address) {
    new Sight(softly, look).visit(window, name, address);
  }

  @Test
  void nothing_here_yet_says_what_to_do_next() {
    server.shop().empty(true);
    var look = new Look("en", 1440, false);
    try (Window window = browser.signedIn(server.address(), look)) {
      visit(window, look, "empty-today", "/");
      visit(window, look, "empty-customers", "/customers");
      assertThat(window.page().locator("main").textContent()).contains("Add a source");
      visit(window, look, "empty-data", "/data");
      assertThat(window.page().locator("main").textContent()).contains("No source yet");
      visit(window, look, "empty-trust", "/trust");
      assertThat(window.page().locator("main").textContent()).contains("Nobody has answered");
    }
    softly.assertAll();
  }
}
