package habitue.server.security;

import java.util.Arrays;
import java.util.Optional;

/** What a key of the API may be allowed to do. */
public enum Scope {
  CUSTOMERS_READ("customers:read"),
  CUSTOMERS_WRITE("customers:write"),
  PRIVACY("privacy"),
  PLAYBOOK_WRITE("playbook:write"),
  LOYALTY_WRITE("loyalty:write"),
  LOYALTY_TOKEN("loyalty:token"),
  FACTS_READ("facts:read"),
  ADMIN("admin");

  private final String wireName;

  Scope(String wireName) {
    this.wireName = wireName;
  }

  public static Optional<Scope> named(String wireName) {
    return Arrays.stream(values()).filter(scope -> scope.wireName.equals(wireName)).findFirst();
  }

  public String wireName() {
    return wireName;
  }

  String authority() {
    return "SCOPE_" + wireName;
  }
}
