package habitue.benchmarks.workload;

import static habitue.benchmarks.workload.Literal.object;

import habitue.benchmarks.workload.Shopper.Visit;
import habitue.model.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;

/** What a browser's library says of itself and the page, in {@code context}. */
final class Browsers {
  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_%d like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
              + " like Gecko) Version/18.%d Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/13%d.0.%d.0 Safari/537.36",
          "Mozilla/5.0 (Linux; Android 1%d; K) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/13%d.0.0.0 Mobile Safari/537.36",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
              + " Version/1%d.%d Safari/605.1.15",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:14%d.0) Gecko/20100101 Firefox/14%d.0");
  private static final List<String> REFERRERS =
      List.of(
          "",
          "",
          "https://www.google.com/",
          "https://www.instagram.com/",
          "https://l.facebook.com/",
          "https://www.bing.com/",
          "https://duckduckgo.com/");
  private static final List<String> CAMPAIGNS =
      List.of("", "", "", "spring-sale", "brand", "abandoned-cart", "newsletter-14", "gift-guide");
  private static final List<String> LOCALES = List.of("en-GB", "fr-FR", "en-US", "de-DE", "fr-BE");
  private static final List<String> ZONES =
      List.of("Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Brussels");

  private Browsers() {}

  /**
   * @param device gives what stays the same on one device
   */
  static Visit visit(SplittableRandom device, SplittableRandom random) {
    String agent = Catalogue.of(AGENTS, device).formatted(device.nextInt(8), device.nextInt(6));
    return new Visit(
        agent,
        Catalogue.of(LOCALES, device),
        Catalogue.of(ZONES, device),
        Catalogue.of(REFERRERS, random),
        Catalogue.of(CAMPAIGNS, random),
        device.nextInt(100));
  }

  /** Of a hundred seventy agree to all, fifteen to figures only, and fifteen to nothing. */
  private static Fields consent(int drawn) {
    return object(
        "categoryPreferences",
        object("Advertising", drawn < 70, "Analytics", drawn < 85, "Functional", drawn < 70));
  }

  static Fields context(Visit visit, Fields page) {
    var context =
        new LinkedHashMap<>(
            object(
                    "library", object("name", "analytics.js", "version", "npm:next-1.81.0"),
                    "page", page,
                    "consent", consent(visit.agreed()),
                    "userAgent", visit.agent(),
                    "locale", visit.locale(),
                    "timezone", visit.timezone())
                .values());
    if (!visit.campaign().isEmpty()) {
      context.put(
          "campaign", object("name", visit.campaign(), "source", "google", "medium", "cpc"));
    }
    return new Fields(context);
  }

  static Fields page(String home, String path, String title, String referrer) {
    return object(
        "path", path,
        "referrer", referrer,
        "search", "",
        "title", title,
        "url", home + path);
  }
}
