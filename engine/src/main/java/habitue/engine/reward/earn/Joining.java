package habitue.engine.reward.earn;

import habitue.engine.Happening;
import habitue.engine.Texts;
import habitue.engine.reward.Acceptance;
import habitue.engine.reward.Member;
import habitue.engine.reward.earn.Birthdays.Birth;
import habitue.engine.reward.earn.Rewards.Deed;
import habitue.playbook.plan.Programme.Enrolment;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Decides whether someone takes part by what they did, and what they accepted. */
final class Joining {
  /** What an event says the version of the conditions by. */
  private static final String CONDITIONS = "conditions_version";

  private final Dealing dealing;
  private final Deed deed;
  private final Enrolment enrolment;
  private final boolean heldOut;

  /**
   * @param heldOut whether they were drawn to take no part
   */
  Joining(Dealing dealing, Deed deed, boolean heldOut) {
    this.heldOut = heldOut;
    this.dealing = dealing;
    this.deed = deed;
    this.enrolment = dealing.programme().enrolment();
  }

  void decide() {
    if (!dealing.takesPart()) {
      if (enrols()) {
        enrol(dealing.programme().holdout());
      }
    } else if (dealing.programme().leave().contains(deed.event())) {
      dealing.leave();
    } else if (fits()) {
      accept(dealing.member());
    }
  }

  /**
   * Where some are held out the lot is drawn once, of whoever would take part for the first time.
   */
  private void enrol(@Nullable BigDecimal holdout) {
    if (holdout == null || dealing.member() != null) {
      dealing.join(accepted());
    } else if (!heldOut) {
      boolean out = Holdout.takes(dealing.programme(), holdout, deed.person());
      dealing.draw(holdout, out, accepted());
    }
  }

  private void accept(@Nullable Member member) {
    Acceptance said = accepted();
    Acceptance before = member == null ? null : member.accepted();
    String known = before == null ? "" : before.conditions();
    if (!said.conditions().isEmpty() && !said.conditions().equals(known)) {
      dealing.accept(said);
    }
  }

  /** Who left comes back by an event of theirs only, not because everyone takes part. */
  private boolean enrols() {
    if (dealing.excluded()) {
      return false;
    }
    if (enrolment.everyone() && dealing.member() == null) {
      return deed.known();
    }
    return fits() && grown() && (enrolment.conditions().isEmpty() || !conditions().isEmpty());
  }

  private boolean fits() {
    return enrolment.on().contains(deed.event())
        && (enrolment.when() == null || deed.beside().holds(enrolment.when()));
  }

  /** Old enough on the day of the event, by the clock where they are. */
  private boolean grown() {
    if (enrolment.minimumAge() == 0) {
      return true;
    }
    Birth birth = Birth.of(deed.they().profile(), dealing.context().zone());
    LocalDate day = birth.day();
    return day == null
        ? enrolment.unknownAge()
        : !day.plusYears(enrolment.minimumAge())
            .isAfter(deed.at().atZone(birth.zone()).toLocalDate());
  }

  private Acceptance accepted() {
    Happening happening = deed.happening();
    return new Acceptance(
        dealing.now(), conditions(), happening.store(), happening.source().channel());
  }

  private String conditions() {
    String said = Texts.first(deed.happening().event().properties(), Texts.KEY, CONDITIONS);
    return said == null ? "" : said;
  }
}
