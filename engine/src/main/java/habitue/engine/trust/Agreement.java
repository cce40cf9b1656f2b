package habitue.engine.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * The later statement by its own time holds, in whatever order they arrive, and of two at the same
 * instant the refusal; but a refusal yields only to a yes of at least its own weight. So answers
 * are kept once for each weight: a refusal is noted under its own, a yes under its own and all
 * below. The question is refused while any of them is, and a yes counts from when none is any more.
 */

/**
 * What someone says to one question: a purpose, or marketing on a channel.
 *
 * @param channel empty for a purpose as such
 * @param said the statement that holds; of refusals that do, the firmest
 * @param answers one for each {@link Firmness}
 */
public record Agreement(String purpose, String channel, Statement said, List<Answers> answers) {
  private static final int WEIGHTS = Firmness.values().length;
  private static final List<Answers> NONE = Collections.nCopies(WEIGHTS, Answers.NONE);

  public Agreement {
    answers = List.copyOf(answers);
  }

  static Agreement first(String purpose, String channel, Statement said) {
    return new Agreement(purpose, channel, said, heard(NONE, said));
  }

  public Stance stance() {
    return said.stance();
  }

  boolean about(String otherPurpose, String otherChannel) {
    return purpose.equals(otherPurpose) && channel.equals(otherChannel);
  }

  /** The latest refusal; null before any. */
  public @Nullable Instant deniedAt() {
    Instant latest = null;
    for (int i = 0; i < WEIGHTS; i++) {
      latest = later(latest, answers.get(i).deniedAt());
    }
    return latest;
  }

  /** The earliest yes that every refusal before it yields to; null while there is none. */
  public @Nullable Instant grantedFrom() {
    Instant from = answers.getFirst().grantedFrom();
    for (int i = 0; i < WEIGHTS; i++) {
      if (answers.get(i).denies()) {
        return null;
      }
      boolean lifted = answers.get(i).deniedAt() != null;
      from = lifted ? later(from, answers.get(i).grantedFrom()) : from;
    }
    return from;
  }

  /** The same where the statement changes nothing. */
  Agreement then(Statement next) {
    List<Answers> heard = heard(answers, next);
    return switch (next.stance()) {
      case ASKED -> asked(next);
      case GIVEN, CONFIRMED -> with(granted(next, heard), heard);
      case REFUSED, WITHDRAWN -> with(denied(next, heard), heard);
    };
  }

  @SuppressWarnings("ReferenceEquality") // Most statements repeat what was heard.
  private Agreement with(Statement holds, List<Answers> heard) {
    boolean same = holds == said && heard == answers;
    return same ? this : new Agreement(purpose, channel, holds, heard);
  }

  @SuppressWarnings("ReferenceEquality") // Whatever changes nothing is handed on.
  private static List<Answers> heard(List<Answers> answers, Statement said) {
    int weight = said.firmness().weight();
    boolean denied = said.stance().denied();
    List<Answers> heard = answers;
    for (int i = denied ? weight : 0; i <= weight && said.stance() != Stance.ASKED; i++) {
      Answers old = answers.get(i);
      Answers fresh = denied ? old.denied(said.at()) : old.granted(said.at());
      if (fresh != old) {
        heard = heard == answers ? new ArrayList<>(answers) : heard;
        heard.set(i, fresh);
      }
    }
    return heard;
  }

  private Agreement asked(Statement next) {
    boolean later = stance() == Stance.ASKED && next.at().isAfter(said.at());
    return later ? new Agreement(purpose, channel, next, answers) : this;
  }

  private Statement granted(Statement next, List<Answers> heard) {
    if (!stance().granted()) {
      return denies(heard) ? said : next;
    }
    Instant denied = deniedAt();
    boolean late = denied != null && !next.at().isAfter(denied);
    boolean confirms = stance() == Stance.GIVEN && next.stance() == Stance.CONFIRMED;
    return confirms && !late ? next : said;
  }

  private Statement denied(Statement next, List<Answers> heard) {
    if (!denies(heard)) {
      return said;
    }
    if (!stance().denied()) {
      return next.as(stance().granted() ? Stance.WITHDRAWN : Stance.REFUSED);
    }
    boolean firmer = next.firmness().compareTo(said.firmness()) > 0;
    return firmer ? next.as(stance()) : said;
  }

  private static boolean denies(List<Answers> heard) {
    for (int i = 0; i < WEIGHTS; i++) {
      if (heard.get(i).denies()) {
        return true;
      }
    }
    return false;
  }

  /** What two said to the same question, where each statement is no longer known. */
  Agreement and(Agreement other) {
    boolean mine = other.said.at().isBefore(said.at());
    Agreement last = mine ? this : other;
    Agreement first = mine ? other : this;
    var heard = new ArrayList<>(answers);
    for (int i = 0; i < WEIGHTS; i++) {
      heard.set(i, heard.get(i).and(other.answers.get(i)));
    }
    boolean denied = denies(heard);
    boolean firstHolds = denied ? !last.stance().denied() : !last.stance().granted();
    return new Agreement(purpose, channel, firstHolds ? first.said : last.said, heard);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    boolean second = one == null || (other != null && other.isAfter(one));
    return second ? other : one;
  }
}
