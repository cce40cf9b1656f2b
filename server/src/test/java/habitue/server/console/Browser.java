package habitue.server.console;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import habitue.server.RunningServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Debian's Chromium, and pages in it that remember what the browser complained of. */
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  /** How a page is looked at. */
  public record Look(String language, int width, boolean dark) {
    @Override
    public String toString() {
      return language + "-" + width + (dark ? "-dark" : "");
    }
  }

  /** A page with all that the browser said against it. */
  public record Window(BrowserContext context, Page page, List<String> complaints)
      implements AutoCloseable {
    @Override
    public void close() {
      context.close();
    }
  }

  public Browser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(FLAGS));
  }

  public Window open(String address, Look look) {
    return open(address, look, true);
  }

  private Window open(String address, Look look, boolean scripts) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(address)
                .setJavaScriptEnabled(scripts)
                .setLocale(look.language().equals("fr") ? "fr-FR" : "en-GB")
                .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(look.width(), look.width() < 600 ? 740 : 900));
    Page page = context.newPage();
    var complaints = new CopyOnWriteArrayList<String>();
    page.onConsoleMessage(message -> {
      if (!message.type().equals("info") && !message.type().equals("log")) {
        complaints.add(message.type() + ": " + message.text());
      }
    });
    page.onPageError(error -> complaints.add("error: " + error));
    page.onDialog(dialog -> complaints.add("dialog: " + dialog.message()));
    return new Window(context, page, complaints);
  }

  /** Opens a page signed in. */
  Window signedIn(String address, Look look) {
    return signIn(open(address, look), TestServer.USER, TestServer.PASSWORD);
  }

  /** Opens a server's console as its admin. */
  public Window admin(RunningServer server, Look look) {
    Window window = open("http://127.0.0.1:" + server.port(), look);
    return signIn(window, "admin", RunningServer.PASSWORD);
  }

  Window withoutScripts(String address, Look look) {
    return signIn(open(address, look, false), TestServer.USER, TestServer.PASSWORD);
  }

  private static Window signIn(Window window, String user, String password) {
    window.page().navigate("/sign-in");
    window.page().fill("#username", user);
    window.page().fill("#password", password);
    window.page().click("form[action='/sign-in'] button");
    window.page().waitForURL("**/");
    return window;
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
