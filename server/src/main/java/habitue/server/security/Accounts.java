package habitue.server.security;

import habitue.server.people.Step;
import habitue.server.people.Users;
import java.util.Optional;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Shows accounts to Spring, with no more authority than the next step needs. */
final class Accounts implements UserDetailsService {
  /** Of an account without a password: no password has this hash. */
  private static final String NO_PASSWORD = "none";

  private final Users users;

  Accounts(Users users) {
    this.users = users;
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    habitue.server.people.User user =
        users.find(name).orElseThrow(() -> new UsernameNotFoundException("nobody by that name"));
    Optional<Step> next = users.next(user, false);
    String hash = user.password().hash();
    return User.withUsername(user.name())
        .password(hash.isEmpty() ? NO_PASSWORD : hash)
        .authorities(SignIn.authority(user, next))
        .disabled(user.disabled())
        .build();
  }
}
