package habitue.engine.trust;

import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.model.Because;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Stamp;
import habitue.model.Value;
import java.time.Instant;
import java.util.List;

/** States what someone agreed to or refused, once for each answer that is another than before. */
final class ConsentFacts {
  static final String RULE = "trust.consent";

  private ConsentFacts() {}

  static void state(Consents before, Consents after, Happening happening, Findings findings) {
    state(before, after, happening.stamp(), happening.event().name(), findings);
  }

  static void state(Consents before, Consents after, Stamp stamp, String cause, Findings findings) {
    List<Agreement> old = before.agreements();
    for (int i = 0; i < after.agreements().size(); i++) {
      Agreement agreement = after.agreements().get(i);
      if (i >= old.size() || old.get(i).stance() != agreement.stance()) {
        findings.add(fact(agreement, stamp, cause, findings));
      }
    }
  }

  /** A restriction that began or was lifted. */
  static void restricted(
      Consents before, Consents after, Stamp stamp, String cause, Findings findings) {
    if ((before.restriction() == null) != (after.restriction() == null)) {
      String name = after.restriction() == null ? "Restriction Lifted" : "Restricted";
      Fields words = Fields.of("key", Value.of("trust.restriction"));
      var because =
          new Because(stamp.position(), cause, "trust.restriction", findings.version(), words);
      findings.add(new Fact(name, stamp.at(), stamp.now(), Fields.NONE, because));
    }
  }

  private static Fact fact(Agreement agreement, Stamp stamp, String cause, Findings findings) {
    Fields details = Fields.of("purpose", Value.of(agreement.purpose()));
    if (!agreement.channel().isEmpty()) {
      details = details.with("channel", agreement.channel());
    }
    if (!agreement.said().wording().isEmpty()) {
      details = details.with("wording", agreement.said().wording());
    }
    Fields words = Fields.of("key", Value.of(RULE));
    Instant at = agreement.said().at();
    return new Fact(
        name(agreement.stance()),
        at,
        stamp.now(),
        details.with("source", agreement.said().source()),
        new Because(stamp.position(), cause, RULE, findings.version(), words));
  }

  private static String name(Stance stance) {
    return switch (stance) {
      case ASKED -> "Consent Asked";
      case GIVEN -> "Consent Given";
      case CONFIRMED -> "Consent Confirmed";
      case REFUSED -> "Consent Refused";
      case WITHDRAWN -> "Consent Withdrawn";
    };
  }
}
