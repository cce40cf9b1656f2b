package habitue.engine.customer;

import habitue.engine.Findings;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Stamp;
import habitue.model.Value;

/** States that two visitors turned out to be one person, or one to be two. */
final class Regrouping {
  private static final String RULE = "identify.regroup";

  private Regrouping() {}

  /** A join is stated of the customer that stays; a split of both. */
  static void state(CustomerId id, Stamp stamp, Body.Regrouped regrouped, Findings findings) {
    CustomerId other = id.equals(regrouped.taker()) ? regrouped.giver() : regrouped.taker();
    switch (regrouped.change()) {
      case JOIN -> {
        if (id.equals(regrouped.taker())) {
          findings.add(fact("Recognised", "Joined", stamp, regrouped, other, findings));
        }
      }
      case SPLIT -> findings.add(fact("Told Apart", "Split", stamp, regrouped, other, findings));
    }
  }

  private static Fact fact(
      String name,
      String cause,
      Stamp stamp,
      Body.Regrouped regrouped,
      CustomerId other,
      Findings findings) {
    Fields words = Fields.of("key", Value.of(RULE)).with("reason", regrouped.reason());
    var because = new Because(stamp.position(), cause, RULE, findings.version(), words);
    return new Fact(name, stamp.at(), stamp.now(), details(regrouped, other), because);
  }

  private static Fields details(Body.Regrouped regrouped, CustomerId other) {
    Fields identifier =
        Fields.of("type", Value.of(regrouped.identifier().type().wireName()))
            .with("strand", regrouped.identifier().value());
    return Fields.of("reason", Value.of(regrouped.reason()))
        .with("identifier", identifier)
        .with("with", other.toString())
        .with("author", regrouped.author());
  }
}
