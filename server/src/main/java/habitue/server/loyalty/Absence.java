package habitue.server.loyalty;

import habitue.engine.Context;
import habitue.engine.Texts;
import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Member;
import habitue.engine.reward.earn.Birthdays.Birth;
import habitue.model.Body;
import habitue.model.Event;
import habitue.model.JournalRecord;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Enrolment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Why someone takes no part in a programme, as things are now.
 *
 * @param at when they left; null for who never took part
 */
public record Absence(Programme programme, Why why, @Nullable Instant at) {

  private static final String CONDITIONS = "conditions_version";

  /** The reason; the first of these that holds. */
  public enum Why {
    /** They left it. */
    LEFT("left"),
    /** Their data is frozen at their request. */
    RESTRICTED("restricted"),
    /** The lot left them out. */
    HELD_OUT("held_out"),
    /** The programme's {@code exclude} holds of them. */
    EXCLUDED("excluded"),
    /** They are below the minimum age. */
    TOO_YOUNG("too_young"),
    /** Nothing happened by which people join. */
    NO_JOIN_EVENT("no_join_event"),
    /** They asked to join, and nobody knows when they were born. */
    AGE_UNKNOWN("age_unknown"),
    /** They asked to join, and said of no version of the conditions that they accept it. */
    CONDITIONS_NOT_ACCEPTED("conditions_not_accepted"),
    /** They asked to join, and what the programme asks of that did not hold. */
    NOT_ELIGIBLE("not_eligible");

    private final String wireName;

    Why(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  /** Everything filed of someone, one by one. */
  @FunctionalInterface
  interface Past {
    void each(Consumer<JournalRecord> to);
  }

  /** Null for who takes part. */
  static @Nullable Absence of(
      Context context, Programme programme, CustomerState state, Instant now, Past past) {
    Member member = state.book().member(programme.name()).orElse(null);
    if (member != null) {
      return member.active() ? null : new Absence(programme, Why.LEFT, member.leftAt());
    }
    Why standing = standing(context, programme, state, now);
    return new Absence(
        programme, standing == null ? asked(context, programme, state, past) : standing, null);
  }

  /** What keeps them out whatever they do. */
  private static @Nullable Why standing(
      Context context, Programme programme, CustomerState state, Instant now) {
    if (state.consents().restriction() != null) {
      return Why.RESTRICTED;
    }
    if (state.book().heldOut(programme)) {
      return Why.HELD_OUT;
    }
    if (programme.exclude() != null && state.holds(context, programme.exclude(), now)) {
      return Why.EXCLUDED;
    }
    Birth birth = Birth.of(state.profile(), context.zone());
    LocalDate day = birth.day();
    boolean young =
        day != null
            && day.plusYears(programme.enrolment().minimumAge())
                .isAfter(now.atZone(birth.zone()).toLocalDate());
    return young ? Why.TOO_YOUNG : null;
  }

  /** What became of the events by which people join. */
  private static Why asked(Context context, Programme programme, CustomerState state, Past past) {
    Enrolment enrolment = programme.enrolment();
    Instant from = programme.begins(context.zone()).toInstant();
    var asked = new Asked();
    if (!enrolment.on().isEmpty()) {
      past.each(record -> {
        if (record.body() instanceof Body.Happened(Event event)
            && enrolment.on().contains(event.name())
            && !record.stamp().at().isBefore(from)) {
          asked.came = true;
          asked.accepted |= Texts.first(event.properties(), Texts.KEY, CONDITIONS) != null;
        }
      });
    }
    if (!asked.came) {
      return Why.NO_JOIN_EVENT;
    }
    boolean unknown = Birth.of(state.profile(), context.zone()).day() == null;
    if (enrolment.minimumAge() > 0 && !enrolment.unknownAge() && unknown) {
      return Why.AGE_UNKNOWN;
    }
    return enrolment.conditions().isEmpty() || asked.accepted
        ? Why.NOT_ELIGIBLE
        : Why.CONDITIONS_NOT_ACCEPTED;
  }

  private static final class Asked {
    private boolean came;
    private boolean accepted;
  }
}
