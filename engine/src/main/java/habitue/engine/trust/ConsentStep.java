package habitue.engine.trust;

import static habitue.engine.trust.Consents.MARKETING;

import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.engine.Texts;
import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Fields;
import habitue.playbook.trust.Basis;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import habitue.playbook.trust.Purposes;
import habitue.playbook.yaml.Entry;
import java.util.Arrays;

/** Folds what an event says of consent. */
public final class ConsentStep {
  private ConsentStep() {}

  /** The same consents when the event says nothing new of them. */
  public static Consents step(Consents consents, Happening happening, Findings findings) {
    Consents after = consents;
    if (!happening.stamp().consent().unsaid()) {
      after = categories(after, happening);
    }
    if (happening.event().kind() == EventKind.TRACK) {
      after = spoken(after, happening);
    }
    if (!after.equals(consents)) {
      ConsentFacts.state(consents, after, happening, findings);
    }
    return after;
  }

  private static Consents categories(Consents consents, Happening happening) {
    Purposes purposes = happening.context().playbook().purposes();
    int allowed = purposes.allowed(happening.stamp().consent());
    int refused = purposes.refused(happening.stamp().consent());
    Consents after = consents;
    for (Purpose purpose : purposes.purposes()) {
      if ((allowed & purpose.bit()) != 0) {
        after = after.said(purpose.name(), "", said(Stance.GIVEN, happening));
      } else if ((refused & purpose.bit()) != 0) {
        after = after.said(purpose.name(), "", said(Stance.REFUSED, happening));
      }
    }
    return after;
  }

  private static Consents spoken(Consents consents, Happening happening) {
    return switch (happening.event().name()) {
      case "Consent Asked" -> answered(consents, happening, Stance.ASKED);
      case "Consent Given" -> answered(consents, happening, Stance.GIVEN);
      case "Consent Confirmed" -> answered(consents, happening, Stance.CONFIRMED);
      case "Consent Withdrawn", "Consent Refused" -> answered(consents, happening, Stance.REFUSED);
      case "Unsubscribed", "Email Unsubscribed", "Email Marked As Spam", "Email Marked as Spam" ->
          consents.said(MARKETING, Channel.EMAIL.wireName(), said(Stance.REFUSED, happening));
      case "SMS Unsubscribed" ->
          consents.said(MARKETING, Channel.SMS.wireName(), said(Stance.REFUSED, happening));
      default -> consents;
    };
  }

  private static Consents answered(Consents consents, Happening happening, Stance stance) {
    Fields said = happening.event().properties();
    return answered(
        consents,
        happening.context().playbook().purposes(),
        said.text("purpose").orElse(""),
        said.text("channel").orElse(""),
        said(stance, happening));
  }

  /**
   * An answer to a question as clients name it. A refusal that names none refuses everything, and
   * one of marketing every channel; a yes has to name what it is to.
   */
  static Consents answered(
      Consents consents, Purposes purposes, String purpose, String channel, Statement statement) {
    boolean denied = statement.stance().denied();
    if (!channel.isEmpty()) {
      boolean known = Channel.named(channel).isPresent();
      return known ? consents.said(MARKETING, channel, statement) : consents;
    }
    if (purpose.equals(MARKETING)) {
      return denied ? channels(consents, statement) : consents;
    }
    if (purpose.isEmpty()) {
      return denied ? everything(consents, purposes, statement) : consents;
    }
    boolean known = purposes.bit(purpose) != 0 || purpose.equals(Purpose.PARENTAL);
    return known ? consents.said(purpose, "", statement) : consents;
  }

  static Consents channels(Consents consents, Statement statement) {
    Consents after = consents;
    for (Channel channel : Channel.values()) {
      after = after.said(MARKETING, channel.wireName(), statement);
    }
    return after;
  }

  private static Consents everything(Consents consents, Purposes purposes, Statement statement) {
    Consents after = channels(consents, statement);
    for (Purpose purpose : purposes.purposes()) {
      after = after.said(purpose.name(), "", statement);
    }
    return after;
  }

  private static Statement said(Stance stance, Happening happening) {
    Event event = happening.event();
    Fields said = event.kind() == EventKind.TRACK ? event.properties() : Fields.NONE;
    return new Statement(
        stance,
        basis(said),
        happening.at(),
        happening.stamp().now(),
        happening.source().name(),
        Texts.cut(said.text("wording").orElse(""), Texts.KEY),
        Texts.cut(said.text("proof").orElse(""), Texts.KEY),
        happening.position());
  }

  static String basis(Fields said) {
    String named = said.text("basis").orElse("");
    return Arrays.stream(Basis.values())
        .map(Entry::written)
        .filter(named::equals)
        .findFirst()
        .orElse(Entry.written(Basis.CONSENT));
  }
}
