package habitue.server.security;

import habitue.server.audit.Audit;
import habitue.server.people.Oidc;
import habitue.server.people.Users;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Puts together what stands at the people's door. */
@Component
final class Doorkeeper {
  private final SignInDelay delay;
  private final SignIn signIn;
  private final Users users;
  private final Audit audit;
  private final InstantSource clock;

  Doorkeeper(SignInDelay delay, SignIn signIn, Users users, Audit audit, InstantSource clock) {
    this.delay = delay;
    this.signIn = signIn;
    this.users = users;
    this.audit = audit;
    this.clock = clock;
  }

  SignInGate gate() {
    return new SignInGate(delay, audit, signIn, users);
  }

  SessionAge sessionAge() {
    return new SessionAge(clock, users);
  }

  /** None unless a provider was named: its classes are not even loaded. */
  Optional<OidcSignIn> oidc() {
    Oidc oidc = users.options().oidc();
    return oidc == null
        ? Optional.empty()
        : Optional.of(new OidcSignIn(oidc, users, signIn, audit));
  }
}
