package habitue.app.command;

import habitue.server.people.Oidc;
import habitue.server.people.PeopleOptions;
import habitue.server.people.Role;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How people sign in: asked for by {@code serve}. */
final class SignInOptions {
  private static final String SECRET = "HABITUE_OIDC_SECRET";

  @Option(
      names = "--require-totp",
      description = "Demand a second factor of the roles admin and privacy.")
  private boolean requireTotp;

  @Option(
      names = "--forget-admin-totp",
      description = "Take the second factor from admin, who lost it.")
  private boolean forgetAdminTotp;

  @Option(
      names = "--oidc-issuer",
      paramLabel = "URL",
      description = "The company's identity provider; its secret is in $HABITUE_OIDC_SECRET.")
  private @Nullable URI issuer;

  @Option(names = "--oidc-client", paramLabel = "ID", description = "Our name at the provider.")
  private @Nullable String client;

  @Option(
      names = "--oidc-console",
      paramLabel = "URL",
      description = "How browsers reach the console, where something stands in between.")
  private String console = "";

  @Option(
      names = "--oidc-default-role",
      paramLabel = "ROLE",
      description = "The role of accounts made at their first sign-in (default: none are made).")
  private @Nullable String defaultRole;

  PeopleOptions people(Map<String, String> environment) {
    return new PeopleOptions(requireTotp, forgetAdminTotp, oidc(environment.get(SECRET)));
  }

  private @Nullable Oidc oidc(@Nullable String secret) {
    if (issuer == null) {
      return null;
    }
    if (client == null || secret == null || secret.isBlank()) {
      throw new IllegalArgumentException(
          "--oidc-issuer needs --oidc-client, and the secret in " + SECRET);
    }
    return new Oidc(issuer, client, secret, role(), console.replaceFirst("/+$", ""));
  }

  private @Nullable Role role() {
    if (defaultRole == null) {
      return null;
    }
    return Role.named(defaultRole)
        .filter(role -> !role.guarded())
        .orElseThrow(() ->
            new IllegalArgumentException(
                defaultRole
                    + " cannot be given to whoever comes: viewer, marketer, agent, finance"));
  }
}
