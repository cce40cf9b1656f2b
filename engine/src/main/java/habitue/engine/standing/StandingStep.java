package habitue.engine.standing;

import habitue.engine.Context;
import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.engine.trust.Consents;
import habitue.model.Because;
import habitue.model.Commitment;
import habitue.model.Mode;
import habitue.model.Stamp;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Field.Part;
import habitue.playbook.rule.Look;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/*
 * What was gathered is folded first, then the rules are decided in the plan's order, each at most
 * once: those whose time has come, and those that read something which changed. A rule's answer
 * holds until an instant that it gives itself, so that between inputs nobody has to be looked at.
 * Whatever was due before an input is decided at its own instant first, in the order of these: so
 * a person woken late, or folded anew, comes to the same as one woken on time.
 */

/** Folds an input into where someone stands. */
public final class StandingStep {
  private StandingStep() {}

  /** What was due by an instant, each at its own. */
  public static Standing woke(
      Standing standing, Context context, Memory memory, Instant until, Findings findings) {
    Standing current = standing;
    long end = until.toEpochMilli();
    long next = next(current, context);
    while (next <= end && next != Look.NEVER) {
      var draft = new Draft(current, context.playbook().plan(), next);
      boolean fitted = context.fits().after(current.concluded().lookedAt()) == next;
      var person = new Person(context, memory, draft);
      var deciding = new Deciding(person, findings, StandingFacts.Cause.time(next));
      ended(current.gathered(), draft, deciding);
      deciding.all(fitted ? Part.FITS.bit() : 0);
      draft.looked(next, true);
      current = draft.done();
      next = next(current, context);
    }
    return current;
  }

  private static void ended(Standing.Gathered gathered, Draft draft, Deciding deciding) {
    gathered
        .hands()
        .forEach((name, hand) -> {
          if (hand.until() <= draft.now()) {
            draft.hand(name, null);
            deciding.byHand(name, null, "");
          }
        });
  }

  /** When something is due: an answer or a tag ends, or a fit comes into force. */
  public static long next(Standing standing, Context context) {
    long ends = Math.min(standing.concluded().until(), standing.gathered().until());
    long asked = Math.min(ends, standing.asking().until());
    // Fits of a time before anything was known of someone say nothing of them.
    Standing.Concluded concluded = standing.concluded();
    boolean judged = concluded.stage() >= 0;
    return Math.min(asked, judged ? context.fits().after(concluded.lookedAt()) : Look.NEVER);
  }

  /** An event, after it was folded into what is remembered. */
  public static Standing happened(
      Standing standing, Memory memory, Heard heard, Findings findings) {
    Happening happening = heard.happening();
    Context context = happening.context();
    Plan plan = context.playbook().plan();
    if (plan.isEmpty()) {
      return standing;
    }
    long now = happening.now().toEpochMilli();
    boolean live = happening.stamp().mode() == Mode.LIVE && !plan.talk().questions().isEmpty();
    var asked = live ? standing.with(standing.asking().lively()) : standing;
    var draft = new Draft(asked, plan, now);
    var person = new Person(context, memory, draft);
    var deciding = new Deciding(person, findings, StandingFacts.Cause.of(happening));
    int moved = heard.changed();
    if (heard.counts()) {
      var gathering = new Gathering(person, deciding);
      moved |= gathering.take(heard);
      heard.learnt().forEach(gathering::learn);
      heard.tags().forEach(deciding::tagged);
    }
    deciding.all(moved | (standing.concluded().stage() < 0 ? ~0 : 0), heard.opened());
    draft.looked(now, false);
    return draft.done();
  }

  /**
   * An event that was folded before, for what is not known of it: by folds that no playbook had
   * then.
   *
   * @param unknown the folds, by {@link habitue.playbook.plan.Shape#folds}
   */
  public static Standing again(
      Standing standing, Memory memory, Happening happening, Set<String> unknown) {
    Context context = happening.context();
    var draft = new Draft(standing, context.playbook().plan(), happening.now().toEpochMilli());
    var person = new Person(context, memory, draft);
    var cause = StandingFacts.Cause.of(happening);
    var deciding = new Deciding(person, new Findings(0), cause);
    new Gathering(person, deciding).takeAgain(happening, unknown);
    return draft.done();
  }

  /**
   * What the person agreed to changed, by a command.
   *
   * @param opened the purposes for which records are read from now on and were not before, as bits
   */
  public static Standing said(
      Standing standing,
      Context context,
      Memory memory,
      int opened,
      Stamp stamp,
      String command,
      Findings findings) {
    var cause = new StandingFacts.Cause(command, stamp.position(), stamp.at(), stamp.now());
    var moved = new Moved(Part.CONSENTS, opened);
    return moved(standing, context, memory, cause, moved, findings);
  }

  /**
   * Their points or tier changed.
   *
   * @param last of what was committed
   */
  public static Standing bound(
      Standing standing, Context context, Memory memory, Commitment last, Findings findings) {
    Because because = last.because();
    var cause =
        new StandingFacts.Cause(because.cause(), because.position(), last.now(), last.now());
    return moved(standing, context, memory, cause, new Moved(Part.LOYALTY, 0), findings);
  }

  /**
   * @param purposes for which records are read from now on and were not before, as bits
   */
  private record Moved(Part part, int purposes) {}

  private static Standing moved(
      Standing standing,
      Context context,
      Memory memory,
      StandingFacts.Cause cause,
      Moved moved,
      Findings findings) {
    Plan plan = context.playbook().plan();
    if (plan.isEmpty() || standing.concluded().stage() < 0) {
      return standing;
    }
    var draft = new Draft(standing, plan, cause.now().toEpochMilli());
    new Deciding(new Person(context, memory, draft), findings, cause)
        .all(moved.part.bit(), moved.purposes);
    return draft.done();
  }

  /**
   * Whether a condition holds of somebody by what was gathered.
   *
   * @param purposes what it is for, as bits
   */
  public static boolean holds(
      Context context, Memory memory, Standing standing, Condition when, int purposes, Instant at) {
    var draft = new Draft(standing, context.playbook().plan(), at.toEpochMilli());
    var person = new Person(context, memory, draft);
    return mayRead(memory.consents(), purposes) && when.verdict(person.look()).holds();
  }

  /** What a rule asks about somebody, one by one, with the answers. */
  public static List<Condition.Part> explained(
      Context context, Memory memory, Standing standing, Condition when, Instant at) {
    var draft = new Draft(standing, context.playbook().plan(), at.toEpochMilli());
    return when.parts(new Person(context, memory, draft).look());
  }

  /** Whether records were read for all that a rule is for. */
  static boolean mayRead(Consents consents, int purposes) {
    return (consents.read() & purposes) == purposes;
  }

  /** An answer of a condition as it stands from now on. */
  static Held held(Held before, Condition.Verdict verdict, long now) {
    boolean same = before.yes() == verdict.holds() && before.since() != 0;
    long since = same ? before.since() : now;
    return new Held(verdict.holds(), since, verdict.until(), verdict.approximate());
  }
}
