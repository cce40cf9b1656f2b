package habitue.server.security;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The keys of the API. For now there is one, the admin token, with every scope. */
final class ApiKeys {
  private final Credentials credentials;

  ApiKeys(Credentials credentials) {
    this.credentials = credentials;
  }

  record ApiKey(String name, Set<Scope> scopes) {}

  Optional<ApiKey> find(String token) {
    return Hashes.same(Hashes.sha256(token), credentials.adminTokenHash())
        ? Optional.of(new ApiKey("admin token", EnumSet.allOf(Scope.class)))
        : Optional.empty();
  }
}
