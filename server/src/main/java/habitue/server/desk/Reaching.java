package habitue.server.desk;

import habitue.engine.customer.CustomerState;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Reach;
import habitue.engine.trust.Suppressed;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import habitue.playbook.trust.Purposes;
import habitue.server.console.view.Identity;
import habitue.server.console.view.Reachable;
import habitue.server.console.view.Reachable.Answer;
import habitue.server.console.view.Reachable.Ban;
import habitue.server.console.view.Reachable.Way;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** By what a person may be reached. */
final class Reaching {
  private static final Set<String> BANS = Set.of("withdrawn", "refused", "suppressed", "child");

  private final Supplier<Purposes> purposes;
  private final Suppressed suppressed;

  Reaching(Supplier<Purposes> purposes, Suppressed suppressed) {
    this.purposes = purposes;
    this.suppressed = suppressed;
  }

  Reachable of(CustomerState state, List<Identity.Consent> consents) {
    List<Way> ways =
        Arrays.stream(Channel.values()).map(channel -> way(state, consents, channel)).toList();
    return new Reachable(ways, ban(state, ways));
  }

  private Way way(CustomerState state, List<Identity.Consent> consents, Channel channel) {
    Identity.Consent said =
        consents.stream()
            .filter(each -> each.purpose().equals(Consents.MARKETING))
            .filter(each -> each.channel().equals(channel.wireName()))
            .findFirst()
            .orElse(null);
    return new Way(
        channel.wireName(),
        answer(state, channel, Consents.MARKETING),
        answer(state, channel, Purpose.CONTRACT),
        said);
  }

  private Answer answer(CustomerState state, Channel channel, String purpose) {
    Reach reach = Reach.of(state.reach(), purposes.get(), suppressed, channel, purpose);
    return new Answer(reach.reachable(), reach.why());
  }

  private static Ban ban(CustomerState state, List<Way> ways) {
    if (state.consents().restriction() != null) {
      return Ban.RESTRICTED;
    }
    boolean open = ways.stream().anyMatch(way -> way.marketing().yes());
    boolean objected =
        ways.stream().allMatch(way -> way.said() != null && way.said().said().denied());
    boolean shut = ways.stream().anyMatch(way -> BANS.contains(way.marketing().why()));
    return !open && (objected || shut) ? Ban.NO_MARKETING : Ban.NONE;
  }
}
