package habitue.server.fuzz;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What a request says, drawn from its seed: values that fit their names, and others. */
final class Words {
  /** So many that joins at random don't make one person of nearly all. */
  static final int PEOPLE = 400;

  private static final Map<String, List<String>> FITTING =
      Map.ofEntries(
          Map.entry("type", List.of("userId", "anonymousId", "email", "card", "orderId")),
          Map.entry("sort", List.of("lastSeen", "firstSeen", "revenue", "orders", "name")),
          Map.entry("purpose", List.of("marketing", "personalise", "measure", "advertise")),
          Map.entry("channel", List.of("email", "sms", "post", "phone", "push", "web")),
          Map.entry("state", List.of("asked", "given", "confirmed", "withdrawn")),
          Map.entry("basis", List.of("consent", "contract")),
          Map.entry("to", List.of("marketing", "profiling")),
          Map.entry("url", List.of("http://127.0.0.1:9/x", "http://[::1]:9/y")),
          Map.entry("kind", List.of("server", "browser", "api", "hook", "woocommerce", "shopify")),
          Map.entry("scopes", List.of("customers:read", "privacy", "facts:read")),
          Map.entry("stores", List.of("uk", "fr")),
          Map.entry("store", List.of("uk", "fr")),
          Map.entry("origins", List.of("https://shop.example", "*")),
          Map.entry("expires", List.of("2099-01-01T00:00:00Z")),
          Map.entry("until", List.of("2099-01-01T00:00:00Z", "2020-01-01T00:00:00Z")),
          Map.entry("missingConsent", List.of("given", "refused")),
          Map.entry("reason", List.of("unsubscribed", "complained", "asked")),
          Map.entry("types", List.of("VisitStarted", "OrderPlaced")),
          Map.entry("form", List.of("page", "json")),
          Map.entry("after", List.of("", "latest")),
          Map.entry("before", List.of("1", "50")),
          Map.entry("limit", List.of("1", "20", "200")),
          Map.entry("action", List.of("view", "search")));

  /** Texts that one reader or another could take for more than a text. */
  static final List<String> ODD =
      List.of(
          "' OR 1=1 --",
          "\"); DROP TABLE people; --",
          "${7*7}#{7*7}{{7*7}}<%= 7*7 %>",
          "${jndi:ldap://127.0.0.1:9/a}",
          "=HYPERLINK(\"http://127.0.0.1:9\")",
          "@SUM(1+1)*cmd|' /C calc'!A0",
          "a\r\nSet-Cookie: b=c",
          "../../../../etc/passwd",
          "<script>alert(1)</script>",
          "%00%0d%0a%2e%2e%2f",
          "\u202Egnp.exe",
          "e\u0301\u0301\u0301\u0301",
          "\uFEFF\uFFFF\uFFFE",
          "\uD83D",
          "\uDE00\uD83D",
          "\uD83D\uDC69\u200D\uD83D\uDC67",
          "\u0130\u0131\u1E9E\uFB03",
          "\u0000",
          "a\u0000b",
          "\u0007\u001b[31m",
          "",
          " ",
          "null",
          "NaN",
          "-1",
          "%");

  static final List<String> TIMES =
      List.of(
          "0000-01-01T00:00:00Z",
          "1969-12-31T23:59:59Z",
          "9999-12-31T23:59:59Z",
          "+1000000000-12-31T23:59:59Z",
          "-1000000000-01-01T00:00:00Z",
          "2026-02-30T00:00:00Z",
          "2026-01-01T24:00:00Z",
          "2026-01-01T00:00:60Z",
          "2026-01-01T00:00:00+19:00",
          "2026-01-01",
          "1767225600000",
          "yesterday");

  static final List<String> NUMBERS =
      List.of(
          "-1",
          "0",
          "-0",
          "1e400",
          "-1e400",
          "1e-400",
          "1E2147483648",
          "9223372036854775808",
          "-9223372036854775809",
          "2147483648",
          "99999999999999999999999999999999999999999999999999",
          "0.1234567890123456789012345678901234567890123",
          "1.0E+39",
          "01",
          "1.",
          "Infinity");

  private final SplittableRandom chance;

  Words(SplittableRandom chance) {
    this.chance = chance;
  }

  boolean chance(int percent) {
    return chance.nextInt(100) < percent;
  }

  int number(int below) {
    return chance.nextInt(below);
  }

  <T> T of(List<T> list) {
    return list.get(chance.nextInt(list.size()));
  }

  /** A value that fits a field of this name. */
  String text(String name) {
    List<String> fitting = FITTING.get(name);
    if (fitting != null) {
      return of(fitting);
    }
    return switch (name) {
      case "value", "userId" -> "person-" + number(PEOPLE);
      case "with" -> "userId:person-" + number(PEOPLE);
      case "address" -> "suppressed" + number(500) + "@post.example";
      case "wording", "cursor", "segment", "stage", "tag" -> "";
      default -> name + "-" + number(500);
    };
  }

  /**
   * Somebody who stays. The first positions are those of the first planted, so an id this low is
   * never of one of those planted to leave: joined to them, all would be erased, and rightly.
   */
  String reference() {
    return switch (number(4)) {
      case 0 -> "userId:person-" + number(PEOPLE);
      case 1 -> "anonymousId:visitor-" + number(PEOPLE);
      case 2 -> "c" + Integer.toString(1 + number(PEOPLE), 36);
      default -> "userId:fresh-" + number(2_000);
    };
  }
}
