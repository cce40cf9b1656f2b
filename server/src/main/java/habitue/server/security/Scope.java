package habitue.server.security;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.security.core.Authentication;

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

  /** Whether who asks shows a key with it. */
  public boolean heldBy(Authentication who) {
    return who.getAuthorities().stream().anyMatch(each -> authority().equals(each.getAuthority()));
  }

  String authority() {
    return "SCOPE_" + wireName;
  }
}
