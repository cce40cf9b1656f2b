package habitue.server.console;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import habitue.server.console.Browser.Look;
import habitue.server.console.Browser.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/**
 * What every page must be in a browser: it fits, axe finds nothing, nothing complains. With {@code
 * -Dscreens=true} pictures are left in {@code target/screens}.
 */
public final class Sight {
  private static final Path SCREENS = Path.of("target", "screens");
  private static final boolean SCREENSHOTS = Boolean.getBoolean("screens");

  private final SoftAssertions softly;
  private final Look look;

  public Sight(SoftAssertions softly, Look look) {
    this.softly = softly;
    this.look = look;
  }

  public void visit(Window window, String name, String address) {
    Page page = window.page();
    page.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
    see(window, name);
  }

  /** Looks at the page that is open, or opening, closed and opened. */
  public void see(Window window, String name) {
    Page page = window.page();
    page.waitForLoadState(LoadState.LOAD);
    fits(page, name);
    if (openAll(page) > 0) {
      fits(page, name + "-open");
    }
    // What was closed is still there: one look at all of it is enough.
    softly.assertThat(violations(page)).as("%s, %s", name, look).isEmpty();
    window
        .complaints()
        .removeIf(complaint -> complaint.contains("404") && name.endsWith("missing"));
    softly.assertThat(List.copyOf(window.complaints())).as("complaints on %s", name).isEmpty();
    window.complaints().clear();
  }

  private void fits(Page page, String name) {
    if (SCREENSHOTS) {
      Path file = SCREENS.resolve(name + "-" + look + ".png");
      page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(file));
    }
    boolean fits = (boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth");
    softly
        .assertThat(fits)
        .as("%s fits into %s: %s", name, look.width(), fits ? "" : wide(page))
        .isTrue();
  }

  private static Object wide(Page page) {
    return page.evaluate(
        "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
            + ".slice(0, 5).map(e => e.outerHTML.slice(0, 160)).join('\\n')");
  }

  /** Opens all that can be opened, but for figures, of which one is open at a time. */
  private static int openAll(Page page) {
    return (int)
        page.evaluate(
            """
            (() => {
              const closed = [...document.querySelectorAll('details:not([open]):not(.figure)')]
              closed.slice(0, 40).forEach(details => { details.open = true })
              return closed.length
            })()
            """);
  }

  /** Our pages have no frames, and only what is wrong is read. */
  private static AxeBuilder axe(Page page) {
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return new AxeBuilder(page).options(options).setLegacyMode(true);
  }

  private static List<String> violations(Page page) {
    var found = new ArrayList<String>();
    for (Rule rule : axe(page).analyze().getViolations()) {
      rule.getNodes().stream()
          .limit(4)
          .forEach(node ->
              found.add(
                  rule.getId()
                      + ": "
                      + rule.getHelp()
                      + "\n  "
                      + node.getHtml()
                      + "\n  "
                      + node.getFailureSummary()));
    }
    return found;
  }
}
