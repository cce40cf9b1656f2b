package habitue.playbook.plan;

import habitue.playbook.plan.Programme.Enrolment;
import habitue.playbook.plan.Programme.GiftCards;
import habitue.playbook.plan.Programme.Shortfall;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Programmes that are offered no more: they give nothing, and what people have of them lives on.
 */
public final class Bygone {
  /** No day counts. */
  static final LocalDate NEVER = LocalDate.MAX;

  private Bygone() {}

  public static Programme named(String name) {
    return new Programme(
        new Plan.Named(name, Map.of(), 0),
        NEVER,
        Enrolment.EVERYONE,
        Set.of(),
        List.of(),
        null,
        Shortfall.NEGATIVE,
        null,
        List.of(),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        GiftCards.USUAL);
  }
}
