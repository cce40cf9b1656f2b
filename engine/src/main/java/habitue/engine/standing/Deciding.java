package habitue.engine.standing;

import habitue.engine.Findings;
import habitue.model.IdentifierType;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Field.Part;
import habitue.playbook.rule.Look;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides the rules of a plan that could come out otherwise at one instant, each at most once. */
final class Deciding {
  private final Plan plan;
  private final Memory memory;
  private final Draft draft;
  private final StandingFacts facts;
  private final Asks asks;
  private final boolean event;
  private final Look look;
  private final BitSet folds = new BitSet();
  private final Set<String> tags = new HashSet<>();
  private final BitSet flags = new BitSet();
  private final BitSet segments = new BitSet();
  private Condition.Verdict last = new Condition.Verdict(false, Look.NEVER, false);
  private int parts;
  private int opened;

  Deciding(Person person, Findings findings, StandingFacts.Cause cause) {
    this.plan = person.plan();
    this.memory = person.memory();
    this.draft = person.draft();
    this.facts = new StandingFacts(plan, draft, findings, cause);
    this.event = cause.position() != 0;
    this.asks = new Asks(person, new AskingFacts(findings, cause));
    this.look = person.look();
  }

  void folded(int place) {
    folds.set(place);
  }

  void tagged(String name) {
    tags.add(name);
  }

  /**
   * @param hand null for a tag that is set no more
   * @param author who had it set, or no more; empty where it came to its end
   */
  void byHand(String name, @Nullable Hand hand, String author) {
    tags.add(name);
    Plan.Tag tag = plan.byHand(name);
    if (tag != null) {
      facts.byHand(tag.named(), hand, author);
    }
  }

  /**
   * @param tag that earned points; empty for the contact score
   */
  void earned(String tag, double points) {
    facts.earned(tag, points);
  }

  /**
   * @param changed the parts of memory that changed, as bits
   */
  void all(int changed) {
    all(changed, 0);
  }

  /**
   * @param changed the parts of memory that changed, as bits
   * @param purposes for which records are read from now on and were not before, as bits
   */
  void all(int changed, int purposes) {
    parts = changed;
    opened = purposes;
    for (Plan.Turn turn : plan.order()) {
      switch (turn) {
        case Plan.Turn.Stages() -> stage();
        case Plan.Turn.OfFlag(int place) -> flag(place);
        case Plan.Turn.OfSegment(int place) -> segment(place);
      }
    }
    asks.decide(this::wanted, event);
  }

  private Held wanted(Condition when, int purposes, Held before) {
    return due(before) || before.since() == 0 || touched(when, purposes)
        ? StandingStep.held(before, verdict(when, purposes), draft.now())
        : before;
  }

  private boolean touched(Condition condition, int purposes) {
    Condition.Reads reads = condition.reads();
    return (purposes & opened) != 0
        || (reads.parts() & parts) != 0
        || any(reads.folds(), folds)
        || any(reads.flags(), flags)
        || any(reads.segments(), segments)
        || !tags.isEmpty() && !Collections.disjoint(tags, reads.tags());
  }

  private static boolean any(Set<Integer> read, BitSet changed) {
    if (read.isEmpty()) {
      return false;
    }
    int place = changed.nextSetBit(0);
    while (place >= 0 && !read.contains(place)) {
      place = changed.nextSetBit(place + 1);
    }
    return place >= 0;
  }

  private boolean due(Held held) {
    return held.until() <= draft.now();
  }

  private void stage() {
    List<Plan.Stage> stages = plan.stages();
    boolean asked = draft.stage() < 0 || due(draft.staged());
    for (Plan.Stage stage : stages) {
      Condition when = stage.when();
      asked = asked || when != null && touched(when, stage.named().purposes());
    }
    if (!asked) {
      return;
    }
    int found = 0;
    long until = Look.NEVER;
    boolean approximate = false;
    while (found < stages.size() - 1 && !holds(stages.get(found))) {
      until = Math.min(until, last.until());
      approximate |= last.approximate();
      found++;
    }
    if (found < stages.size() - 1) {
      until = Math.min(until, last.until());
    }
    place(found, until, approximate);
  }

  private boolean holds(Plan.Stage stage) {
    last = verdict(stage.when(), stage.named().purposes());
    return last.holds();
  }

  private void place(int stage, long until, boolean approximate) {
    int before = draft.stage();
    long since = before == stage ? draft.staged().since() : draft.now();
    draft.stage(stage, new Held(true, since, until, approximate));
    if (before != stage) {
      parts |= Part.STAGE.bit();
      if (before != Standing.Concluded.FORGOTTEN) {
        facts.stage(before, stage);
      }
    }
  }

  private Condition.Verdict verdict(@Nullable Condition when, int purposes) {
    boolean may = StandingStep.mayRead(memory.consents(), purposes);
    return when == null || !may
        ? new Condition.Verdict(when == null, Look.NEVER, false)
        : when.verdict(look);
  }

  /** A flag that lasts so long goes down then, whether or not its condition still holds. */
  private void flag(int place) {
    Plan.Flag flag = plan.flags().get(place);
    Held before = draft.flag(place);
    if (!due(before) && before.since() != 0 && !touched(flag.when(), flag.named().purposes())) {
      return;
    }
    Condition.Verdict verdict = verdict(flag.when(), flag.named().purposes());
    Held after = StandingStep.held(before, verdict, draft.now());
    boolean up = Standing.up(flag, after, draft.now());
    boolean wasUp = Standing.up(flag, before, draft.now() - 1);
    if (up && flag.lasts() > 0) {
      long end = after.since() + flag.lasts();
      after = new Held(true, after.since(), Math.min(after.until(), end), after.approximate());
    }
    draft.flag(place, after);
    if (up != wasUp) {
      flags.set(place);
      // Of who is under contract nothing is forecast.
      parts |= place == plan.contract() ? Part.FITS.bit() : 0;
      facts.flag(flag, up);
    }
  }

  private void segment(int place) {
    Plan.Segment segment = plan.segments().get(place);
    Held before = draft.segment(place);
    boolean listed = !segment.include().isEmpty() || !segment.exclude().isEmpty();
    boolean renamed = listed && (parts & Part.PROFILE.bit()) != 0;
    int purposes = segment.named().purposes();
    if (!due(before) && before.since() != 0 && !renamed && !touched(segment.when(), purposes)) {
      return;
    }
    Condition.Verdict verdict = verdict(segment.when(), purposes);
    Held after = StandingStep.held(before, listed ? named(segment, verdict) : verdict, draft.now());
    draft.segment(place, after);
    if (after.yes() != before.yes()) {
      segments.set(place);
      facts.segment(segment, after.yes());
    }
  }

  private Condition.Verdict named(Plan.Segment segment, Condition.Verdict verdict) {
    if (goesBy(segment.exclude())) {
      return new Condition.Verdict(false, Look.NEVER, false);
    }
    return goesBy(segment.include()) ? new Condition.Verdict(true, Look.NEVER, false) : verdict;
  }

  private boolean goesBy(Set<String> userIds) {
    return memory.profile().identifiers().stream()
        .map(known -> known.identifier())
        .anyMatch(id -> id.type() == IdentifierType.USER_ID && userIds.contains(id.value()));
  }
}
