package habitue.engine.trust;

import static habitue.engine.trust.Consents.MARKETING;

import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.engine.Texts;
import habitue.engine.identify.Profile;
import habitue.engine.identify.Trait;
import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Fields;
import habitue.model.IdentifierType;
import habitue.playbook.plan.Talk;
import habitue.playbook.trust.Basis;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import habitue.playbook.trust.Purposes;
import habitue.playbook.yaml.Entry;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Folds what an event says of consent. */
public final class ConsentStep {
  private static final String CONSENT = Entry.written(Basis.CONSENT);
  private static final Set<String> BASES =
      Arrays.stream(Basis.values()).map(Entry::written).collect(Collectors.toUnmodifiableSet());

  /** Events that give consent; of someone known they need proof that it is they who say so. */
  public static final Set<String> GRANTS = Set.of("Consent Given", "Consent Confirmed");

  /** What a banner says once when it is answered, rather than with every event. */
  public static final String BANNER_ANSWERED = "Segment Consent Preference Updated";

  private ConsentStep() {}

  /**
   * The same consents when the event says nothing new of them.
   *
   * @param profile who the person was before this event
   */
  public static Consents step(
      Consents consents, Profile profile, Happening happening, Findings findings) {
    Consents after = consents;
    if (!happening.stamp().consent().unsaid()) {
      after = categories(after, profile, happening);
    }
    if (happening.event().kind() == EventKind.TRACK) {
      after = spoken(after, happening);
    }
    if (!after.equals(consents)) {
      ConsentFacts.state(consents, after, happening, findings);
    }
    return after;
  }

  private static Consents categories(Consents consents, Profile profile, Happening happening) {
    boolean answered =
        happening.event().kind() == EventKind.TRACK
            && happening.event().name().equals(BANNER_ANSWERED);
    // By a userId that is known, only a signature lets an answer in; by a visitor's id none is
    // asked.
    boolean signed = answered && happening.event().userId() != null;
    boolean proven = happening.trusted() || signed || !known(profile);
    Firmness no = answered ? Firmness.SPOKEN : Firmness.REPEATED;
    Firmness yes = proven ? no : Firmness.UNPROVEN;
    Purposes purposes = happening.context().playbook().purposes();
    int allowed = purposes.allowed(happening.stamp().consent());
    int refused = purposes.refused(happening.stamp().consent());
    Statement given = said(Stance.GIVEN, yes, happening);
    Statement denied = said(Stance.REFUSED, no, happening);
    Consents after = consents;
    for (Purpose purpose : purposes.purposes()) {
      if ((allowed & purpose.bit()) != 0) {
        after = after.said(purpose.name(), "", given);
      } else if ((refused & purpose.bit()) != 0) {
        after = after.said(purpose.name(), "", denied);
      }
    }
    return after;
  }

  /** By a userId, as the door knows them whom it asks for a signature. */
  private static boolean known(Profile profile) {
    return profile.identifiers().stream()
        .anyMatch(each -> each.identifier().type() == IdentifierType.USER_ID);
  }

  private static Consents spoken(Consents consents, Happening happening) {
    return switch (happening.event().name()) {
      case "Consent Asked" -> answered(consents, happening, Stance.ASKED);
      case "Consent Given" -> answered(consents, happening, Stance.GIVEN);
      case "Consent Confirmed" -> answered(consents, happening, Stance.CONFIRMED);
      case "Consent Withdrawn", "Consent Refused" -> answered(consents, happening, Stance.REFUSED);
      case "Unsubscribed", "Email Unsubscribed", "Email Marked As Spam", "Email Marked as Spam" ->
          consents.said(MARKETING, Channel.EMAIL.wireName(), spoken(Stance.REFUSED, happening));
      case "SMS Unsubscribed" ->
          consents.said(MARKETING, Channel.SMS.wireName(), spoken(Stance.REFUSED, happening));
      case Trait.ANSWERED -> objects(happening) ? objected(consents, happening) : consents;
      default -> consents;
    };
  }

  /**
   * Whether the answer to a question of the brand's objects to marketing. It does whether or not it
   * was asked: to refuse needs no proof.
   */
  private static boolean objects(Happening happening) {
    Talk talk = happening.context().playbook().plan().talk();
    Fields said = happening.event().properties();
    String answer = said.text("answer").orElse("").strip();
    return said.text("question")
        .flatMap(talk::question)
        .flatMap(question -> question.choice(answer))
        .filter(Talk.Choice::objects)
        .isPresent();
  }

  /** A browser's word is nobody's for certain, and yields to what is said for its own sake. */
  private static Consents objected(Consents consents, Happening happening) {
    Firmness firmness = happening.trusted() ? Firmness.SETTLED : Firmness.SPOKEN;
    Purposes purposes = happening.context().playbook().purposes();
    return objected(consents, purposes, said(Stance.REFUSED, firmness, happening));
  }

  /** An objection to marketing stops profiling too: it served marketing. */
  static Consents objected(Consents consents, Purposes purposes, Statement no) {
    return channels(unprofiled(consents, purposes, no), no);
  }

  static Consents unprofiled(Consents consents, Purposes purposes, Statement no) {
    Consents after = consents;
    for (Purpose purpose : purposes.purposes()) {
      if (purpose.bit() != Purpose.MEASURE) {
        after = after.said(purpose.name(), "", no);
      }
    }
    return after;
  }

  private static Consents answered(Consents consents, Happening happening, Stance stance) {
    Fields said = happening.event().properties();
    return answered(
        consents,
        happening.context().playbook().purposes(),
        said.text("purpose").orElse(""),
        said.text("channel").orElse(""),
        spoken(stance, happening));
  }

  /**
   * An answer to a question as clients name it. A channel is one of marketing: with any other
   * purpose the answer is to that purpose, and a refusal of what nobody knows is one of the
   * channel. A refusal that names nothing refuses everything, and one of marketing every channel; a
   * yes has to name what it is to.
   */
  static Consents answered(
      Consents consents, Purposes purposes, String purpose, String channel, Statement statement) {
    boolean denied = statement.stance().denied();
    if (purposes.bit(purpose) != 0 || purpose.equals(Purpose.PARENTAL)) {
      return consents.said(purpose, "", statement);
    }
    boolean marketing = purpose.isEmpty() || purpose.equals(MARKETING);
    if (!channel.isEmpty()) {
      boolean heard = Channel.named(channel).isPresent() && (marketing || denied);
      return heard ? consents.said(MARKETING, channel, statement) : consents;
    }
    if (!denied || !marketing) {
      return consents;
    }
    return purpose.isEmpty()
        ? everything(consents, purposes, statement)
        : channels(consents, statement);
  }

  private static Consents channels(Consents consents, Statement statement) {
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

  private static Statement spoken(Stance stance, Happening happening) {
    return said(stance, Firmness.SPOKEN, happening);
  }

  private static Statement said(Stance stance, Firmness firmness, Happening happening) {
    Event event = happening.event();
    Fields said = event.kind() == EventKind.TRACK ? event.properties() : Fields.NONE;
    return new Statement(
        stance,
        firmness,
        basis(said),
        happening.at(),
        happening.stamp().now(),
        happening.source().name(),
        Texts.cut(said.text("wording").orElse(""), Texts.KEY),
        Texts.cut(said.text("proof").orElse(""), Texts.KEY),
        happening.position());
  }

  static String basis(Fields said) {
    String named = said.text("basis").orElse(CONSENT);
    return BASES.contains(named) ? named : CONSENT;
  }
}
