package habitue.engine.trust;

import habitue.engine.Context;
import habitue.engine.Findings;
import habitue.engine.Texts;
import habitue.model.Body;
import habitue.model.Fields;
import habitue.model.Stamp;
import habitue.model.Value;
import habitue.playbook.trust.Purposes;
import java.util.List;

/** What people ask of the brand about their data, as commands of the journal. */
public final class ConsentCommands {
  /** {@code {state, purpose, channel, basis, wording, proof}}. */
  public static final String SAY = "Say Consent";

  /** {@code {to}}: marketing or profiling. */
  public static final String OBJECT = "Object";

  /** {@code {restricted, reason}}. */
  public static final String RESTRICT = "Restrict";

  private ConsentCommands() {}

  public static boolean knows(String command) {
    return List.of(SAY, OBJECT, RESTRICT).contains(command);
  }

  public static Consents step(
      Consents consents, Context context, Stamp stamp, Body.Asked asked, Findings findings) {
    Purposes purposes = context.playbook().purposes();
    Consents after =
        switch (asked.name()) {
          case SAY -> said(consents, purposes, stamp, asked);
          case OBJECT -> objected(consents, purposes, stamp, asked);
          case RESTRICT -> restricted(consents, stamp, asked);
          default -> consents;
        };
    ConsentFacts.state(consents, after, stamp, asked.name(), findings);
    ConsentFacts.restricted(consents, after, stamp, asked.name(), findings);
    return after;
  }

  private static Consents said(
      Consents consents, Purposes purposes, Stamp stamp, Body.Asked asked) {
    Fields said = asked.details();
    Stance stance =
        switch (said.text("state").orElse("")) {
          case "asked" -> Stance.ASKED;
          case "given" -> Stance.GIVEN;
          case "confirmed" -> Stance.CONFIRMED;
          default -> Stance.REFUSED;
        };
    Firmness firmness = stance.denied() ? Firmness.SPOKEN : Firmness.SETTLED;
    return ConsentStep.answered(
        consents,
        purposes,
        said.text("purpose").orElse(""),
        said.text("channel").orElse(""),
        statement(stance, firmness, stamp, asked));
  }

  private static Consents objected(
      Consents consents, Purposes purposes, Stamp stamp, Body.Asked asked) {
    Statement no = statement(Stance.REFUSED, Firmness.SETTLED, stamp, asked);
    return asked.details().text("to").orElse("").equals("profiling")
        ? ConsentStep.unprofiled(consents, purposes, no)
        : ConsentStep.objected(consents, purposes, no);
  }

  private static Consents restricted(Consents consents, Stamp stamp, Body.Asked asked) {
    boolean wanted = asked.details().flag("restricted").orElse(true);
    if (wanted == (consents.restriction() != null)) {
      return consents;
    }
    String reason = Texts.cut(asked.details().text("reason").orElse(""), Texts.KEY);
    return consents.restricted(
        wanted
            ? new Consents.Restriction(stamp.position(), stamp.at(), asked.author(), reason)
            : null);
  }

  private static Statement statement(
      Stance stance, Firmness firmness, Stamp stamp, Body.Asked asked) {
    Fields said = asked.details();
    return new Statement(
        stance,
        firmness,
        ConsentStep.basis(said),
        stamp.at(),
        stamp.now(),
        asked.author(),
        Texts.cut(said.text("wording").orElse(""), Texts.KEY),
        Texts.cut(said.text("proof").orElse(""), Texts.KEY),
        stamp.position());
  }

  /** What a command answers: how things stand now. */
  public static Fields outcome(Consents consents) {
    return Fields.of("code", Value.of("done"))
        .with("restricted", Value.of(consents.restriction() != null));
  }
}
