package habitue.server.people;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account of the console.
 *
 * @param email by which a provider's account is matched the first time; may be empty
 * @param subject who they are at the provider, which is the only thing there that never changes;
 *     empty until they first come from it
 * @param epoch counted up whenever all sessions of the account end
 */
public record User(
    String name,
    String email,
    String subject,
    Role role,
    boolean disabled,
    Password password,
    SecondFactor factor,
    int epoch,
    Instant since,
    @Nullable Instant lastSignIn) {

  /**
   * @param hash by bcrypt; empty where only a provider opens the account
   * @param temporary whether it must be changed at the next sign-in
   */
  public record Password(String hash, boolean temporary) {
    static final Password NONE = new Password("", false);

    @Override
    public String toString() {
      return "Password";
    }
  }

  /**
   * @param secret as {@link SeedSeal} keeps it; empty where there is none
   * @param lastStep the last step of time whose code was used
   * @param recovery hashes of the codes that are left
   */
  public record SecondFactor(String secret, long lastStep, List<String> recovery) {
    static final SecondFactor NONE = new SecondFactor("", 0, List.of());

    public SecondFactor {
      recovery = List.copyOf(recovery);
    }

    public boolean enrolled() {
      return !secret.isEmpty();
    }

    @Override
    public String toString() {
      return "SecondFactor";
    }
  }

  /** Whether it is the one that the program itself makes. */
  public boolean builtIn() {
    return name.equals(Users.ADMIN);
  }

  User with(Password fresh) {
    return new User(
        name, email, subject, role, disabled, fresh, factor, epoch + 1, since, lastSignIn);
  }

  User with(SecondFactor fresh) {
    return new User(
        name, email, subject, role, disabled, password, fresh, epoch, since, lastSignIn);
  }

  User with(Role fresh) {
    return new User(
        name, email, subject, fresh, disabled, password, factor, epoch + 1, since, lastSignIn);
  }

  User disabled(boolean now) {
    return new User(
        name, email, subject, role, now, password, factor, epoch + 1, since, lastSignIn);
  }

  /** The same once it is known, or is to be learnt anew, who they are at the provider. */
  User bound(String fresh) {
    return new User(name, email, fresh, role, disabled, password, factor, epoch, since, lastSignIn);
  }

  User signedIn(Instant at) {
    return new User(name, email, subject, role, disabled, password, factor, epoch, since, at);
  }

  /** The same with all its sessions at an end. */
  User anew() {
    return with(password);
  }
}
