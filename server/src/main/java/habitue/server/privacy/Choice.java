package habitue.server.privacy;

import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.engine.trust.Agreement;
import habitue.engine.trust.ConsentCommands;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Reach;
import habitue.engine.trust.Suppressed;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.ChannelRule;
import habitue.playbook.trust.Purpose;
import habitue.playbook.trust.Purposes;
import habitue.server.console.words.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A purpose or a channel that a person may switch.
 *
 * @param channel whether it is a channel, rather than a purpose
 * @param on whether it is in use for them now
 * @param why of a channel, as {@link Reach} says it; of a purpose {@code agreed}, {@code refused},
 *     {@code unasked} where it is in use on the shop's word, or {@code unused}
 * @param wording the version of the words below, or empty
 * @param words what agreeing means, as the brand asks for it; empty where it has none
 * @param said what they last said of it; null before they did
 */
public record Choice(
    boolean channel,
    String name,
    String label,
    boolean on,
    String why,
    String wording,
    String words,
    @Nullable Agreement said) {

  /** How a form names it. */
  public String key() {
    return (channel ? "channel." : "purpose.") + name;
  }

  public static List<Choice> of(
      CustomerState state, Context brand, Suppressed suppressed, Language language) {
    Purposes purposes = brand.playbook().purposes();
    var choices = new ArrayList<Choice>();
    purposes.purposes().forEach(purpose -> choices.add(of(purpose, state.consents(), language)));
    for (Channel channel : Channel.values()) {
      ChannelRule rule = purposes.channel(channel);
      Optional<Agreement> said = state.consents().find(Consents.MARKETING, channel.wireName());
      if (!rule.bases().isEmpty() || said.isPresent()) {
        choices.add(of(channel, said.orElse(null), state, purposes, suppressed, language));
      }
    }
    return choices;
  }

  private static Choice of(Purpose purpose, Consents consents, Language language) {
    Agreement said =
        consents
            .find(purpose.name(), "")
            .filter(each -> each.stance().granted() || each.stance().denied())
            .orElse(null);
    boolean read = (consents.read() & purpose.bit()) != 0;
    boolean on = said == null ? read : said.stance().granted();
    String why = said == null ? (read ? "unasked" : "unused") : on ? "agreed" : "refused";
    String label = purpose.label().getOrDefault(language.tag(), purpose.name());
    return new Choice(false, purpose.name(), label, on, why, "", "", said);
  }

  private static Choice of(
      Channel channel,
      @Nullable Agreement said,
      CustomerState state,
      Purposes purposes,
      Suppressed suppressed,
      Language language) {
    ChannelRule rule = purposes.channel(channel);
    Reach reach = Reach.of(state.reach(), purposes, suppressed, channel, Consents.MARKETING);
    boolean on = said != null && said.stance().granted() || reach.reachable();
    String words =
        purposes.wordings().getOrDefault(rule.wording(), Map.of()).getOrDefault(language.tag(), "");
    return new Choice(
        true,
        channel.wireName(),
        rule.label().getOrDefault(language.tag(), channel.wireName()),
        on,
        reach.why(),
        words.isEmpty() ? "" : rule.wording(),
        words,
        said);
  }

  /**
   * What is put on record when it is switched: the details of {@link ConsentCommands#SAY}.
   *
   * @param proof where one can look up that it was they who did
   */
  Fields switched(String proof) {
    Fields details =
        Fields.of("state", Value.of(on ? "withdrawn" : "given"))
            .with("purpose", channel ? Consents.MARKETING : name)
            .with("channel", channel ? name : "")
            .with("basis", "consent")
            .with("proof", proof);
    return on ? details : details.with("wording", wording);
  }
}
