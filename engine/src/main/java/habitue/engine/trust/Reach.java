package habitue.engine.trust;

import habitue.engine.identify.Profile;
import habitue.engine.sell.orders.Orders;
import habitue.playbook.trust.Basis;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import habitue.playbook.trust.Purposes;
import java.util.Optional;
import java.util.Set;

/**
 * Whether someone may be reached on a channel, and why or why not, as a stable word.
 *
 * @param why the basis in a yes; in a no: {@code no-address}, {@code suppressed}, {@code
 *     withdrawn}, {@code refused}, {@code not-confirmed}, {@code never-asked}, {@code restricted},
 *     {@code child}
 */
public record Reach(boolean reachable, String why) {

  /** Of a person, what it depends on. */
  public record Who(Consents consents, Profile profile, Orders orders) {}

  /**
   * @param purpose {@code marketing}, or {@link Purpose#CONTRACT} for what belongs to an order
   */
  public static Reach of(
      Who who, Purposes purposes, Suppressed suppressed, Channel channel, String purpose) {
    if (Destination.of(who.profile, channel).isEmpty()) {
      return no("no-address");
    }
    return Destination.barred(who.profile, channel, suppressed, purpose)
        ? no("suppressed")
        : agreed(who, purposes, channel, purpose);
  }

  private static Reach agreed(Who who, Purposes purposes, Channel channel, String purpose) {
    Consents consents = who.consents;
    if (purpose.equals(Purpose.CONTRACT)) {
      return yes("contract");
    }
    if (consents.restriction() != null) {
      return no("restricted");
    }
    if (!consents.grown() && !parental(consents)) {
      return no("child");
    }
    return marketing(consents, who.orders, purposes, channel);
  }

  private static Reach marketing(
      Consents consents, Orders orders, Purposes purposes, Channel channel) {
    Set<Basis> bases = purposes.channel(channel).bases();
    Optional<Agreement> said = consents.find(Consents.MARKETING, channel.wireName());
    Stance stance = said.map(Agreement::stance).orElse(Stance.ASKED);
    if (stance.denied()) {
      return no(stance.wireName());
    }
    if (stance == Stance.CONFIRMED && bases.contains(Basis.CONFIRMED_CONSENT)) {
      return yes("confirmed-consent");
    }
    if (stance.granted() && bases.contains(Basis.CONSENT)) {
      return yes("consent");
    }
    if (bases.contains(Basis.SIMILAR_PRODUCTS) && orders.count() > 0) {
      return yes("similar-products");
    }
    return no(stance.granted() ? "not-confirmed" : "never-asked");
  }

  static boolean parental(Consents consents) {
    return consents.find(Purpose.PARENTAL, "").map(each -> each.stance().granted()).orElse(false);
  }

  static Reach yes(String why) {
    return new Reach(true, why);
  }

  static Reach no(String why) {
    return new Reach(false, why);
  }
}
