package habitue.server.hooks;

import java.util.Arrays;
import java.util.Optional;

/** Who speaks through a webhook, which says how it is signed and what it sends. */
public enum HookKind {
  SHOPIFY("shopify"),
  WOOCOMMERCE("woocommerce"),
  /** Anyone: a batch of events under our own signature. */
  SIGNED("hook");

  private final String wireName;

  HookKind(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** Whether it speaks of customers by a shop's own numbers, rather than by whatever is sent. */
  boolean numbersCustomers() {
    return this != SIGNED;
  }

  public static Optional<HookKind> named(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName.equals(wireName)).findFirst();
  }
}
