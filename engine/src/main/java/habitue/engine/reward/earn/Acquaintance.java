package habitue.engine.reward.earn;

import habitue.engine.Texts;
import habitue.engine.identify.KnownIdentifier;
import habitue.engine.identify.Profile;
import habitue.engine.sell.orders.Doorstep;
import habitue.engine.sell.orders.Orders;
import habitue.model.Fields;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.playbook.plan.Referral.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/*
 * What two people are compared by leaves neither's book as it is: only 24 bits of a hash do, and of
 * another for each friend. That is enough to see that two phones may be one, and too little to find
 * out whose it is: some sixty of a thousand million phones fit any.
 */

/** Someone as it is asked whether they are the friend of another. */
public record Acquaintance(Orders orders, Profile profile) {
  private static final int MOST = 24;
  private static final long BITS = 0xffffff;
  private static final Set<IdentifierType> PHONES =
      Set.of(IdentifierType.PHONE, IdentifierType.CARD);
  private static final Set<IdentifierType> DEVICES =
      Set.of(IdentifierType.DEVICE, IdentifierType.ANONYMOUS_ID);

  /** The signs of each doubt that a comparison can raise, for one friend's sake. */
  Fields signs(long friend) {
    return Fields.NONE
        .with(name(Doubt.SAME_PHONE), many(phones(friend)))
        .with(name(Doubt.SAME_HOUSEHOLD), many(addresses(friend)))
        .with(name(Doubt.SAME_DEVICE), many(devices(friend)));
  }

  /** Which doubts the signs of a friend raise here. */
  List<Doubt> shared(Fields signs, long friend) {
    var shared = new ArrayList<Doubt>();
    compare(shared, signs, Doubt.SAME_PHONE, phones(friend));
    compare(shared, signs, Doubt.SAME_HOUSEHOLD, addresses(friend));
    compare(shared, signs, Doubt.SAME_DEVICE, devices(friend));
    return shared;
  }

  private static void compare(List<Doubt> to, Fields signs, Doubt doubt, List<Long> own) {
    boolean same =
        signs.list(name(doubt)).stream()
            .anyMatch(each -> each instanceof Value.Whole(long sign) && own.contains(sign));
    if (same) {
      to.add(doubt);
    }
  }

  static String name(Doubt doubt) {
    return doubt.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private List<Long> phones(long friend) {
    return named(PHONES, friend);
  }

  private List<Long> devices(long friend) {
    return named(DEVICES, friend);
  }

  /** The latest of a person's names of some kinds. */
  private List<Long> named(Set<IdentifierType> types, long friend) {
    List<Long> signs =
        profile.identifiers().stream()
            .map(KnownIdentifier::identifier)
            .filter(each -> types.contains(each.type()))
            .map(each -> sign(friend, each.type().wireName() + each.value()))
            .toList();
    return signs.subList(Math.max(0, signs.size() - MOST), signs.size());
  }

  /** Where they live, as they say, and where their orders went. */
  private List<Long> addresses(long friend) {
    Stream<Long> said = profile.trait("address").flatMap(Doorstep::of).stream();
    return Stream.concat(said, orders.doorsteps().stream())
        .map(doorstep -> sign(friend, Long.toHexString(doorstep)))
        .distinct()
        .toList();
  }

  private static long sign(long friend, String text) {
    long hash = Texts.hash(friend + "\n" + text);
    return (hash ^ hash >>> 24 ^ hash >>> 48) & BITS;
  }

  private static Value many(List<Long> signs) {
    return new Value.Many(signs.stream().<Value>map(Value::of).toList());
  }
}
