package habitue.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import habitue.server.console.Browser.Look;
import habitue.server.console.Browser.Window;
import habitue.server.console.view.Outcome;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a colleague does in the console, in a real browser. */
class ConsoleFlowTest {
  private static final Look LOOK = new Look("en", 1440, false);
  private static final String PERSON = "/customers/" + FakeConsole.REGULAR;

  @SuppressWarnings("NullAway.Init")
  private static TestServer.Running server;

  @SuppressWarnings("NullAway.Init")
  private static Browser browser;

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

  private static Window signedIn() {
    return browser.signedIn(server.address(), LOOK);
  }

  @Test
  void a_search_shows_as_it_is_typed_and_stays_out_of_the_address() {
    try (Window window = signedIn()) {
      Page page = window.page();
      page.navigate("/customers");
      page.locator("#q").pressSequentially("sam@example.org");
      assertThat(page.locator("#found .count")).containsText("3 customers match");
      // On a slow machine what was typed so far is found first.
      assertThat(page.locator("#found .count")).containsText("sam@example.org");
      assertThat(page).hasURL(Pattern.compile("/customers\\?search=\\d+&sort=last_order$"));
      page.locator(".people thead a").first().click();
      assertThat(page.locator("[aria-sort=ascending]")).hasText("Name");
      assertThat(page.locator("#q")).hasValue("sam@example.org");
      assertThat(server.shop().acts().getLast()).isEqualTo("search sam@example.org by NAME");
      page.locator(".people tbody a").first().click();
      page.goBack();
      assertThat(page.locator("#found .count")).containsText("sam@example.org");
      assertThat(window.complaints()).isEmpty();
    }
  }

  @Test
  void a_search_from_any_page_needs_no_script() {
    try (Window window = browser.withoutScripts(server.address(), LOOK)) {
      Page page = window.page();
      page.navigate("/data");
      page.locator(".find input[type=search]").fill("12682");
      page.keyboard().press("Enter");
      assertThat(page.locator("#found .count")).containsText("match");
      assertThat(page.url()).doesNotContain("12682");
      page.locator("#q").fill("nobody");
      page.locator(".seek button").click();
      assertThat(page.locator("#found h2")).containsText("Nobody matches");
    }
  }

  @Test
  void a_list_goes_on_page_by_page() {
    try (Window window = signedIn()) {
      Page page = window.page();
      page.navigate("/customers?sort=ordered");
      page.locator("a[rel=next]").click();
      assertThat(page).hasURL(Pattern.compile("sort=ordered&cursor=after%2F50%3D$"));
      page.locator("a[rel=first]").click();
      assertThat(page.locator("a[rel=next]")).isVisible();
    }
  }

  @Test
  void what_happens_shows_at_once_until_paused() {
    try (Window window = signedIn()) {
      Page page = window.page();
      Locator arrived =
          page.locator("#live li", new Page.LocatorOptions().setHasText("Just Arrived"));
      assertThat(page.locator("#live-state")).hasText("Live");
      server.shop().happen();
      assertThat(arrived).hasCount(1);
      for (int i = 0; i < 30; i++) {
        server.shop().happen();
      }
      assertThat(arrived).hasCount(12);
      assertThat(page.locator("#live > li")).hasCount(12);
      page.locator("#live-pause").click();
      assertThat(page.locator("#live-state")).hasText("Paused");
      assertThat(page.locator("#live-pause")).hasText("Resume");
      page.locator("#live-pause").click();
      assertThat(page.locator("#live-state")).hasText("Live");
      assertThat(window.complaints()).isEmpty();
    }
  }

  @Test
  void a_figure_opens_its_definition_by_keyboard() {
    try (Window window = signedIn()) {
      Page page = window.page();
      Locator figure = page.locator("details.figure").nth(2);
      figure.locator("summary").first().focus();
      page.keyboard().press("Enter");
      assertThat(figure.locator(".definition")).containsText("£8,911,407.90");
      assertThat(figure.locator(".definition")).containsText("before cancellations");
      page.keyboard().press("Escape");
      assertThat(figure.locator(".definition")).isHidden();
      assertThat(page.locator(".chart canvas").first()).isVisible();
    }
  }

  @Test
  void the_scope_is_part_of_the_address() {
    try (Window window = signedIn()) {
      Page page = window.page();
      page.locator("select[name=basis]").selectOption("net");
      // With its scripts: what is chosen earlier is not seen by them.
      page.waitForURL(Pattern.compile("basis=net"));
      assertThat(page.locator(".figures")).containsText("£8.3m");
      page.locator("select[name=store]").selectOption("uk");
      assertThat(page.locator("#live")).hasAttribute("data-address", "/live?store=uk");
    }
  }

  @Test
  void every_control_is_reached_by_keyboard_and_the_first_skips_the_menu() {
    try (Window window = signedIn()) {
      Page page = window.page();
      page.navigate(PERSON);
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip")).isFocused();
      int controls =
          (int)
              page.evaluate(
                  """
                  (() => {
                    const all = [...document.querySelectorAll('a[href], button, input, select, summary')]
                    window.waiting = new Set(all.filter(e => e.checkVisibility() && e.type !== 'hidden'))
                    return window.waiting.size
                  })()
                  """);
      for (int i = 0; i < controls + 30; i++) {
        page.evaluate("window.waiting.delete(document.activeElement)");
        page.keyboard().press("Tab");
      }
      assertThat(
              page.evaluate("[...window.waiting].map(e => e.outerHTML.slice(0, 120)).join('\\n')"))
          .isEqualTo("");
      page.keyboard().press("/");
      assertThat(page.locator(".find input[type=search]")).isFocused();
    }
  }

  @Test
  void older_orders_and_moments_come_into_the_page() {
    try (Window window = signedIn()) {
      Page page = window.page();
      page.navigate(PERSON);
      assertThat(page.locator("details.order")).hasCount(8);
      page.locator(".more-orders a").click();
      assertThat(page.locator("details.order")).hasCount(16);
      assertThat(page.locator("#timeline .line > li:not(.day):not(.older)")).hasCount(6);
      page.locator("#timeline .older a").click();
      assertThat(page.locator("#timeline .line > li:not(.day):not(.older)")).hasCount(12);
      page.locator("#timeline nav a").nth(2).click();
      assertThat(page.locator("#timeline nav [aria-current]")).hasText("what we concluded");
      assertThat(page.locator("#timeline .event")).hasCount(0);
      assertThat(page).hasURL(Pattern.compile(PERSON + "$"));
      assertThat(window.complaints()).isEmpty();
    }
  }

  @Test
  void separating_shows_both_sides_first() {
    try (Window window = signedIn()) {
      Page page = window.page();
      page.navigate(PERSON);
      page.locator(".joins a").first().click();
      assertThat(page.locator(".side")).hasCount(2);
      assertThat(server.shop().acts()).isEmpty();
      page.locator(".confirm button").click();
      assertThat(page.locator(".notice.good")).containsText("The other person is c2c");
      assertThat(server.shop().acts())
          .containsExactly("split " + FakeConsole.REGULAR + " k3 by admin");
      page.reload();
      assertThat(page.locator(".notice.good")).hasCount(0);
    }
  }

  @Test
  void joining_by_hand_asks_how_one_knows() {
    try (Window window = signedIn()) {
      Page page = window.page();
      page.navigate(PERSON + "/join");
      page.locator("#q").fill("sam");
      page.locator(".seek button").click();
      assertThat(page.url()).doesNotContain("sam");
      page.locator(".people a").last().click();
      page.locator("#reason").fill("she called");
      page.locator(".confirm button").click();
      assertThat(page.locator(".notice.good")).containsText("Joined");
      assertThat(server.shop().acts().getLast())
          .matches("join " + FakeConsole.REGULAR + " c\\d+ because she called by admin");
    }
  }

  @Test
  void a_refused_join_says_why() {
    server.shop().answer(new Outcome.Refused("already_joined"));
    try (Window window = signedIn()) {
      Page page = window.page();
      page.navigate(PERSON + "/join?with=c3c");
      page.locator("#reason").fill("the same");
      page.locator(".confirm button").click();
      assertThat(page.locator("main")).containsText("They are one person already.");
    }
  }

  @Test
  void a_new_key_is_shown_once() {
    try (Window window = signedIn()) {
      Page page = window.page();
      page.navigate("/data/sources");
      page.locator("#name").fill("taken");
      page.locator(".form button").click();
      assertThat(page.locator("#fault")).containsText("Another source has this name");
      page.locator("#name").fill("shop.example");
      page.locator("input[value=browser]").check();
      page.locator("#origins").fill("https://shop.example\nhttps://www.shop.example");
      page.locator(".form button").click();
      assertThat(page.locator(".key")).hasText("hbt_s_9fK2-only-once");
      assertThat(server.shop().acts().getLast())
          .contains("kind=browser", "origins=[https://shop.example, https://www.shop.example]");
      page.navigate("/data");
      assertThat(page.content()).doesNotContain("only-once");
      assertThat(page.locator("#sources")).containsText(server.address() + "/v1/track");
    }
  }

  @Test
  void the_language_is_kept_over_the_browsers() {
    try (Window window = signedIn()) {
      Page page = window.page();
      page.navigate("/customers?sort=ordered");
      page.locator("button[name=to]").click();
      assertThat(page.locator("html")).hasAttribute("lang", "fr");
      assertThat(page).hasURL(Pattern.compile("sort=ordered$"));
      assertThat(page.locator("h1")).hasText("Clients");
      page.locator(".foot form").last().locator("button").click();
      assertThat(page.locator("#said")).hasText("Vous êtes déconnecté.");
      page.navigate("/customers");
      assertThat(page).hasURL(Pattern.compile("/sign-in"));
    }
  }
}
