package habitue.server.people;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A provider of identities whose accounts may sign in.
 *
 * @param defaultRole the role of an account made at its first sign-in; null makes none
 * @param console how browsers reach the console, such as {@code https://console.example}; empty
 *     where nothing stands in between
 */
public record Oidc(
    URI issuer, String client, String secret, @Nullable Role defaultRole, String console) {
  @Override
  public String toString() {
    return "Oidc[" + issuer + "]";
  }
}
