package habitue.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * A key of the API for machines.
 *
 * @param number never reused; 0 is the admin token, which the environment or the first start gave
 * @param stores the only ones it sees; empty for all
 */
public record ApiKey(int number, String name, Set<Scope> scopes, Set<String> stores, Key key) {
  private static final String ATTRIBUTE = ApiKey.class.getName();

  public ApiKey {
    scopes = Set.copyOf(scopes);
    stores = Set.copyOf(stores);
  }

  /** The key a request came with. */
  public static ApiKey of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof ApiKey key) {
      return key;
    }
    throw new IllegalStateException("the request came without a key");
  }

  /** Whether something of a store may be shown to it; of no store, to keys of all only. */
  public boolean sees(String store) {
    return stores.isEmpty() || stores.contains(store);
  }

  public String id() {
    return "k" + number;
  }

  ApiKey with(Key newKey) {
    return new ApiKey(number, name, scopes, stores, newKey);
  }

  void attach(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** Nothing secret: records of keys end up in logs. */
  @Override
  public String toString() {
    return name + " (" + key + ")";
  }
}
