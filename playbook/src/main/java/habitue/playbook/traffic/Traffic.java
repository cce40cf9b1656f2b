package habitue.playbook.traffic;

import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Fields;
import habitue.model.Reality;
import habitue.model.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is no customer, as {@code traffic.yaml} says it.
 *
 * <p>Users, e-mail domains, coupons and a shop's own mark of a test stand in the record, so a
 * changed rule marks the past anew at the next fold. Addresses, user agents and rates do not: what
 * they decided on arrival stays decided.
 *
 * @param networks of the brand's own people, such as {@code 192.0.2.0/24}
 * @param agents words of user agents of programs, in small letters
 * @param eventsAMinute from one visitor's browser, beyond which it is a program
 * @param parameters of addresses that are kept; one that ends in {@code *} keeps all that begin so
 */
public record Traffic(
    Set<String> networks,
    People internal,
    People tests,
    Set<String> coupons,
    List<String> agents,
    int eventsAMinute,
    Set<String> parameters) {

  /** People by their userIds or the domains of their e-mails. */
  public record People(Set<String> users, Set<String> domains) {
    public People {
      users = Set.copyOf(users);
      domains = Set.copyOf(domains);
    }

    boolean nobody() {
      return users.isEmpty() && domains.isEmpty();
    }

    boolean has(Event event) {
      if (nobody()) {
        return false;
      }
      return (event.userId() != null && users.contains(event.userId()))
          || (!domains.isEmpty() && domains.contains(domain(email(event))));
    }

    private static String email(Event event) {
      return event
          .traits()
          .text("email")
          .or(() -> event.properties().text("email"))
          .or(() -> vouched(event.context()))
          .orElse("");
    }

    private static Optional<String> vouched(Fields context) {
      for (Value each : context.list("externalIds")) {
        if (each instanceof Fields id && id.text("type").orElse("").equals("email")) {
          return id.text("id");
        }
      }
      return Optional.empty();
    }

    private static String domain(String email) {
      return email.substring(email.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
    }
  }

  public Traffic {
    networks = Set.copyOf(networks);
    coupons = Set.copyOf(coupons);
    agents = List.copyOf(agents);
    parameters = Set.copyOf(parameters);
  }

  /** Tells rules that mark a record otherwise from these, and says nothing of whom they name. */
  public String fingerprint() {
    String rules =
        Stream.of(internal.users, internal.domains, tests.users, tests.domains, coupons)
            .map(TreeSet::new)
            .map(TreeSet::toString)
            .collect(Collectors.joining("\n"));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(rules.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    }
  }

  /** What the record itself says it is, under these rules. */
  public Reality of(Event event, boolean trusted) {
    boolean track = event.kind() == EventKind.TRACK;
    if (track && trusted && event.properties().flag("test").orElse(false)) {
      return Reality.TEST;
    }
    if (tests.has(event) || (track && !coupons.isEmpty() && trialCoupon(event))) {
      return Reality.TEST;
    }
    return internal.has(event) ? Reality.INTERNAL : Reality.REAL;
  }

  private boolean trialCoupon(Event event) {
    String coupon = event.properties().text("coupon").orElse("");
    return coupons.contains(coupon.strip().toLowerCase(Locale.ROOT));
  }
}
