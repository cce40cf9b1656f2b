package habitue.server.sieve;

import habitue.model.Fields;
import habitue.model.Value;
import java.util.List;
import java.util.Locale;

/** A user agent reduced to its family: which browser, which system, which kind of device. */
final class Agent {
  private static final int LONGEST = 1_000;

  /** A sign of a user agent, and what it means. The first that is found counts. */
  private record Sign(String sign, String means) {}

  /** Browsers that pass for another name it too, so they come first. */
  private static final List<Sign> BROWSERS =
      List.of(
          new Sign("edg", "Edge"),
          new Sign("opr/", "Opera"),
          new Sign("opera", "Opera"),
          new Sign("samsungbrowser", "Samsung Internet"),
          new Sign("yabrowser", "Yandex"),
          new Sign("ucbrowser", "UC Browser"),
          new Sign("vivaldi", "Vivaldi"),
          new Sign("fban", "Facebook"),
          new Sign("fbav", "Facebook"),
          new Sign("instagram", "Instagram"),
          new Sign("firefox", "Firefox"),
          new Sign("fxios", "Firefox"),
          new Sign("crios", "Chrome"),
          new Sign("chrome", "Chrome"),
          new Sign("safari", "Safari"),
          new Sign("trident", "Internet Explorer"));

  private static final List<Sign> SYSTEMS =
      List.of(
          new Sign("windows", "Windows"),
          new Sign("iphone", "iOS"),
          new Sign("ipad", "iOS"),
          new Sign("ipod", "iOS"),
          new Sign("android", "Android"),
          new Sign("cros ", "ChromeOS"),
          new Sign("mac os", "macOS"),
          new Sign("macintosh", "macOS"),
          new Sign("linux", "Linux"));

  private static final List<Sign> DEVICES =
      List.of(
          new Sign("ipad", "tablet"),
          new Sign("tablet", "tablet"),
          new Sign("smart-tv", "tv"),
          new Sign("smarttv", "tv"),
          new Sign("appletv", "tv"),
          new Sign("iphone", "phone"),
          new Sign("mobile", "phone"),
          new Sign("android", "tablet"));

  private Agent() {}

  static String small(String userAgent) {
    String cut = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
    return cut.toLowerCase(Locale.ROOT);
  }

  /**
   * @param small a user agent in small letters
   */
  static Fields family(String small) {
    return Fields.of("browser", Value.of(first(BROWSERS, small, "other")))
        .with("os", first(SYSTEMS, small, "other"))
        .with("device", first(DEVICES, small, "computer"));
  }

  private static String first(List<Sign> signs, String small, String otherwise) {
    for (Sign each : signs) {
      if (small.contains(each.sign())) {
        return each.means();
      }
    }
    return otherwise;
  }
}
