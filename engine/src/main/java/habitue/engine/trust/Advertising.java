package habitue.engine.trust;

import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import habitue.playbook.trust.Purposes;
import java.util.List;

/**
 * Whether someone may be named to those who show advertisement elsewhere, and why not, as a stable
 * word. It takes their own yes to the purpose: nothing else stands for it, no source vouches for
 * it, and an objection to marketing on any channel, until it is taken back there too, outweighs it.
 */
public final class Advertising {
  /** By any of these addresses someone is found elsewhere. */
  private static final List<Channel> FOUND_BY =
      List.of(Channel.EMAIL, Channel.SMS, Channel.PHONE, Channel.POST);

  private Advertising() {}

  /**
   * @return in a no: {@code restricted}, {@code child}, {@code objected}, {@code withdrawn}, {@code
   *     refused}, {@code never-asked}, {@code suppressed}
   */
  public static Reach of(Reach.Who who, Purposes purposes, Suppressed suppressed) {
    Consents consents = who.consents();
    if (consents.restriction() != null) {
      return Reach.no("restricted");
    }
    if (!consents.grown() && !Reach.parental(consents)) {
      return Reach.no("child");
    }
    if (consents.agreements().stream().anyMatch(Advertising::objects)) {
      return Reach.no("objected");
    }
    Stance stance = stance(consents, purposes);
    if (!stance.granted()) {
      return Reach.no(stance.denied() ? stance.wireName() : "never-asked");
    }
    return barred(who, suppressed) ? Reach.no("suppressed") : Reach.yes("consent");
  }

  private static boolean objects(Agreement agreement) {
    return agreement.purpose().equals(Consents.MARKETING) && agreement.said().objects();
  }

  private static Stance stance(Consents consents, Purposes purposes) {
    return purposes.purposes().stream()
        .filter(each -> each.bit() == Purpose.ADVERTISE)
        .flatMap(each -> consents.find(each.name(), "").stream())
        .map(Agreement::stance)
        .findFirst()
        .orElse(Stance.ASKED);
  }

  private static boolean barred(Reach.Who who, Suppressed suppressed) {
    return FOUND_BY.stream()
        .anyMatch(
            channel -> Destination.barred(who.profile(), channel, suppressed, Consents.MARKETING));
  }
}
