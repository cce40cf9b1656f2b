package habitue.engine.attract;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a referring host says of how someone came. Short stated lists; all others are referrals. */
final class Referrers {
  private static final Set<String> SEARCH =
      Set.of(
          "google",
          "bing",
          "duckduckgo",
          "yahoo",
          "ecosia",
          "qwant",
          "baidu",
          "yandex",
          "startpage",
          "naver");

  private static final Map<String, String> SOCIAL =
      Map.ofEntries(
          Map.entry("facebook", "facebook"),
          Map.entry("instagram", "instagram"),
          Map.entry("twitter", "twitter"),
          Map.entry("linkedin", "linkedin"),
          Map.entry("pinterest", "pinterest"),
          Map.entry("tiktok", "tiktok"),
          Map.entry("youtube", "youtube"),
          Map.entry("reddit", "reddit"),
          Map.entry("snapchat", "snapchat"),
          Map.entry("threads", "threads"),
          Map.entry("whatsapp", "whatsapp"));

  private static final Map<String, String> SHORT_HOSTS =
      Map.of("t.co", "twitter", "x.com", "twitter", "lnkd.in", "linkedin", "youtu.be", "youtube");

  /** Whoever comes back from paying comes from nowhere new. */
  private static final Set<String> PAYMENT =
      Set.of("paypal", "stripe", "klarna", "adyen", "mollie", "worldpay", "alma", "amazonpay");

  private Referrers() {}

  /** Whether it is another site that sent them here. */
  static boolean external(@Nullable String host, @Nullable String own) {
    return host != null && !sameSite(host, own) && !anyLabel(host, PAYMENT);
  }

  private static boolean sameSite(String host, @Nullable String own) {
    return own != null
        && (host.equals(own) || host.endsWith("." + own) || own.endsWith("." + host));
  }

  static String source(String host) {
    String known = label(host, SEARCH);
    String social = known == null ? social(host) : known;
    return social == null ? host : social;
  }

  static String medium(String host) {
    if (label(host, SEARCH) != null) {
      return "organic";
    }
    return social(host) == null ? "referral" : "social";
  }

  private static @Nullable String social(String host) {
    String exact = SHORT_HOSTS.get(host);
    String label = exact == null ? label(host, SOCIAL.keySet()) : null;
    return label == null ? exact : SOCIAL.get(label);
  }

  private static boolean anyLabel(String host, Set<String> names) {
    return label(host, names) != null;
  }

  /** The part between dots that is one of the names: {@code google} in {@code news.google.fr}. */
  private static @Nullable String label(String host, Set<String> names) {
    int start = 0;
    while (start < host.length()) {
      int dot = host.indexOf('.', start);
      int end = dot < 0 ? host.length() : dot;
      String label = host.substring(start, end);
      if (names.contains(label)) {
        return label;
      }
      start = end + 1;
    }
    return null;
  }
}
