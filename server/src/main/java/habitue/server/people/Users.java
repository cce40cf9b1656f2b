package habitue.server.people;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The accounts of the console. {@code admin} is always there: its password belongs to the
 * installation, and nobody can disable it or give it another role.
 */
public final class Users {
  public static final String ADMIN = "admin";

  private static final String SETTING = "users";
  private static final int MOST = 1_000;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");
  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,190}");

  private final Settings settings;
  private final InstantSource clock;
  private final PeopleOptions options;
  private final SeedSeal seal;
  private volatile Map<String, User> users;

  /** What came of a wish: a secret to show once (or nothing to show), or why not. */
  public sealed interface Answer {
    record Done(String secret) implements Answer {}

    /**
     * @param code the glossary's key under {@code people.refused.}
     */
    record Refused(String code) implements Answer {}
  }

  /**
   * @param adminHash bcrypt of the password of {@code admin}
   */
  public Users(
      Settings settings,
      String adminHash,
      PeopleOptions options,
      SeedSeal seal,
      InstantSource clock) {
    this.seal = seal;
    this.settings = settings;
    this.clock = clock;
    this.options = options;
    this.users = read(settings);
    users.values().stream().filter(Users::bare).forEach(user -> keep(user.with(sealed(user))));
    User admin = users.getOrDefault(ADMIN, fresh(ADMIN, "", Role.ADMIN, User.Password.NONE));
    User.SecondFactor factor = options.forgetAdminTotp() ? User.SecondFactor.NONE : admin.factor();
    keep(
        new User(
            ADMIN,
            "",
            "",
            Role.ADMIN,
            false,
            new User.Password(adminHash, false),
            factor,
            admin.epoch() + 1,
            admin.since(),
            admin.lastSignIn()));
  }

  /** Whether the secret of a second factor is kept as it was before any was sealed. */
  private static boolean bare(User user) {
    return user.factor().enrolled() && !SeedSeal.sealed(user.factor().secret());
  }

  private User.SecondFactor sealed(User user) {
    User.SecondFactor factor = user.factor();
    String secret = seal.seal(user.name(), factor.secret());
    return new User.SecondFactor(secret, factor.lastStep(), factor.recovery());
  }

  /** What a browser keeps from now on, so that it is known as one of theirs. */
  public String mark(User user) {
    return seal.mark(user.name());
  }

  /** The browser that was marked as one of an account's; empty for a stranger's. */
  public Optional<String> marked(String name, String mark) {
    return find(name).flatMap(user -> seal.marked(user.name(), mark));
  }

  public PeopleOptions options() {
    return options;
  }

  public List<User> all() {
    return List.copyOf(users.values());
  }

  public Optional<User> find(String name) {
    return Optional.ofNullable(users.get(name.strip().toLowerCase(Locale.ROOT)));
  }

  /** Makes an account; the secret is its temporary password. */
  public synchronized Answer create(String name, String email, Role role) {
    if (!NAME.matcher(name).matches()) {
      return new Answer.Refused("name");
    }
    if (users.containsKey(name) || users.size() >= MOST) {
      return new Answer.Refused("taken");
    }
    if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
      return new Answer.Refused("email");
    }
    if (!email.isEmpty() && byEmail(email).isPresent()) {
      return new Answer.Refused("email-taken");
    }
    String secret = Passwords.temporary();
    keep(fresh(name, email, role, new User.Password(Passwords.hash(secret), true)));
    return new Answer.Done(secret);
  }

  /**
   * Gives a new temporary password, ends all sessions, and lets whoever next comes from the
   * provider under the account's name be its owner there.
   */
  public synchronized Answer reset(String name) {
    String secret = Passwords.temporary();
    var password = new User.Password(Passwords.hash(secret), true);
    return change(name, user -> user.bound("").with(password), secret);
  }

  public synchronized Answer disable(String name, boolean disabled) {
    return change(name, user -> user.disabled(disabled), "");
  }

  public synchronized Answer role(String name, Role role) {
    return change(name, user -> user.with(role), "");
  }

  private Answer change(String name, UnaryOperator<User> how, String secret) {
    User user = users.get(name);
    if (user == null) {
      return new Answer.Refused("unknown");
    }
    if (user.builtIn()) {
      return new Answer.Refused("built-in");
    }
    keep(how.apply(user));
    return new Answer.Done(secret);
  }

  /** Takes the second factor away, as from someone who lost it, and ends all sessions. */
  public synchronized Answer forgetFactor(String name) {
    User user = users.get(name);
    if (user == null) {
      return new Answer.Refused("unknown");
    }
    keep(user.with(User.SecondFactor.NONE).anew());
    return new Answer.Done("");
  }

  /** Whether a password is theirs. */
  public boolean knows(User user, String password) {
    return Passwords.matches(password, user.password().hash());
  }

  /** Sets a password of their own, and ends all sessions. */
  public synchronized Answer password(String name, String fresh) {
    String fault = Passwords.fault(name, fresh);
    User user = users.get(name);
    if (user != null && fault.isEmpty() && knows(user, fresh)) {
      fault = "same";
    }
    return fault.isEmpty()
        ? change(name, each -> each.with(new User.Password(Passwords.hash(fresh), false)), "")
        : new Answer.Refused(fault);
  }

  /** Takes a second factor on once its first code is right; the codes to keep, or none. */
  public synchronized List<String> enrol(String name, String secret, String code) {
    User user = users.get(name);
    long step = Totp.step(secret, digits(code), clock.instant(), 0);
    if (user == null || step == 0) {
      return List.of();
    }
    List<String> codes = Passwords.recoveryCodes();
    List<String> hashes = codes.stream().map(Passwords::recoveryHash).toList();
    keep(user.with(new User.SecondFactor(seal.seal(user.name(), secret), step, hashes)));
    return codes;
  }

  /** How a code was judged. */
  public enum Code {
    WRONG,
    RIGHT,
    RECOVERY
  }

  /** Judges a code of the second factor, or one for recovery; each is taken once. */
  public synchronized Code check(String name, String said) {
    User user = users.get(name);
    if (user == null || !user.factor().enrolled() || said.length() > 40) {
      return Code.WRONG;
    }
    User.SecondFactor factor = user.factor();
    long step =
        seal.open(user.name(), factor.secret())
            .map(seed -> Totp.step(seed, digits(said), clock.instant(), factor.lastStep()))
            .orElse(0L);
    if (step > 0) {
      keep(user.with(new User.SecondFactor(factor.secret(), step, factor.recovery())));
      return Code.RIGHT;
    }
    String code = said.strip().toLowerCase(Locale.ROOT);
    Optional<String> used =
        code.length() == 11 ? Passwords.recovery(code, factor.recovery()) : Optional.empty();
    used.ifPresent(hash -> {
      var left = new ArrayList<>(factor.recovery());
      left.remove(hash);
      keep(user.with(new User.SecondFactor(factor.secret(), factor.lastStep(), left)));
    });
    return used.isPresent() ? Code.RECOVERY : Code.WRONG;
  }

  private static String digits(String code) {
    return code.replaceAll("\\s", "");
  }

  /** What stands before the console for someone whose password was right; empty when nothing. */
  public Optional<Step> next(User user, boolean codeGiven) {
    if (user.factor().enrolled() && !codeGiven) {
      return Optional.of(Step.CODE);
    }
    if (user.password().temporary()) {
      return Optional.of(Step.PASSWORD);
    }
    boolean demanded = options.requireTotp() && user.role().guarded();
    return demanded && !user.factor().enrolled() ? Optional.of(Step.ENROL) : Optional.empty();
  }

  public synchronized void signedIn(String name) {
    User user = users.get(name);
    if (user != null) {
      keep(user.signedIn(clock.instant()));
    }
  }

  /**
   * The account of someone a provider vouches for, never the built-in one. The first time it is
   * found by their address where that is verified, else by their name there, and is theirs from
   * then on: both can be changed at a provider, and be another person's later.
   *
   * @param subject who they are there, for good
   * @param email empty unless the provider verified it
   */
  public synchronized Optional<User> vouched(String subject, String email, String preferredName) {
    Optional<User> own =
        users.values().stream().filter(user -> user.subject().equals(subject)).findFirst();
    if (own.isPresent()) {
      return own;
    }
    String name = preferredName.strip().toLowerCase(Locale.ROOT);
    Optional<User> known = byEmail(email).or(() -> byName(name));
    return known.isPresent()
        ? known.filter(user -> user.subject().isEmpty()).map(user -> bind(user, subject))
        : newcomer(subject, email, name);
  }

  private User bind(User user, String subject) {
    User bound = user.disabled() ? user : user.bound(subject);
    keep(bound);
    return bound;
  }

  private Optional<User> newcomer(String subject, String email, String name) {
    Oidc oidc = options.oidc();
    Role role = oidc == null ? null : oidc.defaultRole();
    boolean fits = NAME.matcher(name).matches() && !users.containsKey(name);
    return role == null || !fits || users.size() >= MOST
        ? Optional.empty()
        : Optional.of(bind(fresh(name, email, role, User.Password.NONE), subject));
  }

  private Optional<User> byEmail(String email) {
    return users.values().stream()
        .filter(user -> !email.isEmpty() && user.email().equalsIgnoreCase(email))
        .findFirst();
  }

  /** An account that names an address is found by nothing else. */
  private Optional<User> byName(String name) {
    return Optional.ofNullable(users.get(name))
        .filter(user -> !user.builtIn() && user.email().isEmpty());
  }

  private User fresh(String name, String email, Role role, User.Password password) {
    Instant now = clock.instant();
    return new User(name, email, "", role, false, password, User.SecondFactor.NONE, 0, now, null);
  }

  private synchronized void keep(User user) {
    var fresh = new TreeMap<String, User>(users);
    fresh.put(user.name(), user);
    var values = new LinkedHashMap<String, Value>();
    fresh.forEach((name, each) -> values.put(name, UserCodec.write(each)));
    settings.put(SETTING, Fields.of(values));
    users = fresh;
  }

  private static Map<String, User> read(Settings settings) {
    var users = new TreeMap<String, User>();
    Fields said = settings.find(SETTING).orElse(Fields.NONE);
    said.values().forEach((name, each) -> users.put(name, UserCodec.read(name, said.fields(name))));
    return users;
  }
}
