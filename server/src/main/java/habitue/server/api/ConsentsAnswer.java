package habitue.server.api;

import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.engine.trust.Agreement;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Reach;
import habitue.engine.trust.Suppressed;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What someone agreed to, and by what they can therefore be reached.
 *
 * @param pending where to look what a command comes to that takes longer
 */
record ConsentsAnswer(
    List<Said> consents,
    List<Reachable> reachable,
    @Nullable Restricted restriction,
    @Nullable String pending) {
  private static final List<String> PURPOSES = List.of(Consents.MARKETING, Purpose.CONTRACT);

  /**
   * @param channel left out where the purpose as such was asked for
   * @param state asked, given, confirmed, refused or withdrawn
   * @param wording the version of the words they were asked with
   */
  record Said(
      String purpose,
      @Nullable String channel,
      String state,
      @Nullable String basis,
      Instant at,
      String source,
      @Nullable String wording,
      @Nullable String proof) {
    static Said of(Agreement agreement) {
      return new Said(
          agreement.purpose(),
          orNull(agreement.channel()),
          agreement.stance().wireName(),
          agreement.stance().granted() ? agreement.said().basis() : null,
          agreement.said().at(),
          agreement.said().source(),
          orNull(agreement.said().wording()),
          orNull(agreement.said().proof()));
    }
  }

  record Reachable(String channel, String purpose, boolean reachable, String why) {}

  record Restricted(Instant at, String by, @Nullable String reason) {}

  ConsentsAnswer pending(String place) {
    return new ConsentsAnswer(consents, reachable, restriction, place);
  }

  static ConsentsAnswer of(CustomerState state, Context brand, Suppressed suppressed) {
    Consents.Restriction restriction = state.consents().restriction();
    return new ConsentsAnswer(
        said(state),
        PURPOSES.stream()
            .flatMap(purpose ->
                Arrays.stream(Channel.values())
                    .map(channel -> reachable(state, brand, suppressed, channel, purpose)))
            .toList(),
        restriction == null
            ? null
            : new Restricted(restriction.at(), restriction.author(), orNull(restriction.reason())),
        null);
  }

  static List<Said> said(CustomerState state) {
    return state.consents().agreements().stream().map(Said::of).toList();
  }

  private static Reachable reachable(
      CustomerState state, Context brand, Suppressed suppressed, Channel channel, String purpose) {
    Reach reach =
        Reach.of(state.reach(), brand.playbook().purposes(), suppressed, channel, purpose);
    return new Reachable(channel.wireName(), purpose, reach.reachable(), reach.why());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
