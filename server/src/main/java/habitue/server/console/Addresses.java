package habitue.server.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses with opaque keys in them. */
public final class Addresses {
  private Addresses() {}

  public static String encode(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  public static String customer(String id) {
    return "/customers/" + encode(id);
  }

  /** By a parameter, since a product's id may be anything. */
  public static String product(String id) {
    return "/catalogue/product?id=" + encode(id);
  }

  public static String split(String id, String identifierKey) {
    return customer(id) + "/split?identifier=" + encode(identifierKey);
  }

  public static String join(String id, String otherId) {
    return customer(id) + "/join?with=" + encode(otherId);
  }
}
