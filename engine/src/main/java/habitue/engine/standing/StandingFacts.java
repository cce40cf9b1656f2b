package habitue.engine.standing;

import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.model.Because;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Look;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** States who came into which stage or segment, and which flag went up, with the rule's words. */
public final class StandingFacts {
  /** Names the rules that state them: this and the rule's own name. */
  static final String RULE = "playbook";

  /** The name of what only those who ask why are told. */
  public static final String EARNED = "Points Earned";

  /** Among a reason's words: the purposes that the rule's data was collected for, as bits. */
  static final String PURPOSES = "purposes";

  private final Plan plan;
  private final Draft draft;
  private final Findings findings;
  private final Cause cause;

  /**
   * What made the rules be looked at.
   *
   * @param event its name, or the timer's
   * @param position of the record; 0 where time alone did
   * @param at when it happened
   * @param now the instant at which it is decided
   */
  record Cause(String event, long position, Instant at, Instant now) {
    static Cause of(Happening happening) {
      return new Cause(
          happening.event().name(), happening.position(), happening.at(), happening.now());
    }

    static Cause time(long now) {
      Instant at = Instant.ofEpochMilli(now);
      return new Cause("Time", 0, at, at);
    }
  }

  /** Whether a fact came of what may be read for some purpose only. */
  public static boolean forPurposes(Fact fact) {
    return fact.because().words().value(PURPOSES).isPresent();
  }

  StandingFacts(Plan plan, Draft draft, Findings findings, Cause cause) {
    this.plan = plan;
    this.draft = draft;
    this.findings = findings;
    this.cause = cause;
  }

  /** What points were earned by: found for who asks why, and stated to nobody. */
  void earned(String tag, double points) {
    if (findings.traced()) {
      Fields details =
          Fields.of("tag", Value.of(tag)).with("points", Value.of(BigDecimal.valueOf(points)));
      var because = new Because(cause.position, cause.event, RULE, findings.version(), Fields.NONE);
      findings.add(new Fact(EARNED, cause.at(), cause.now(), details, because));
    }
  }

  /**
   * For the purposes of every stage that was or could have been asked before it, and of the one
   * that was left: whether they could be read depends on what the person says later.
   *
   * @param before negative for none
   */
  void stage(int before, int after) {
    Plan.Stage stage = plan.stages().get(after);
    Fields details = Fields.of("stage", Value.of(stage.named().name()));
    if (before >= 0) {
      details = details.with("from", plan.stages().get(before).named().name());
    }
    int purposes = plan.stagePurposes(Math.max(before, after));
    state("Stage Changed", "stage", stage.named(), purposes, stage.when(), details);
  }

  void flag(Plan.Flag flag, boolean up) {
    Plan.Moment moment = plan.talk().ofFlag(plan.flags().indexOf(flag)).orElse(null);
    if (moment != null) {
      moment(moment, flag, up);
      return;
    }
    Fields details = Fields.of("flag", Value.of(flag.named().name()));
    state(up ? "Flag Raised" : "Flag Lowered", "flag", flag.named(), flag.when(), details);
  }

  /** How likely it is, by how many signs, and until when if no other comes. */
  private void moment(Plan.Moment moment, Plan.Flag flag, boolean up) {
    Points points = draft.tag(moment.tag());
    double likely = Plan.Moment.likely(points.at(draft.now(), plan.halfLife(moment.tag())));
    Fields details =
        Fields.of("moment", Value.of(moment.named().name()))
            .with(
                "strength", Value.of(BigDecimal.valueOf(likely).setScale(3, RoundingMode.HALF_UP)))
            .with("signs", points.signs());
    if (up) {
      long ends = points.fallsTo(Plan.Moment.points(moment.over()), plan.halfLife(moment.tag()));
      details = details.with("until", Instant.ofEpochMilli(ends).toString());
    }
    state(up ? "Moment Supposed" : "Moment Over", "flag", flag.named(), flag.when(), details);
  }

  void segment(Plan.Segment segment, boolean in) {
    Fields details = Fields.of("segment", Value.of(segment.named().name()));
    String name = in ? "Segment Entered" : "Segment Left";
    state(name, "segment", segment.named(), segment.when(), details);
  }

  /**
   * @param hand null for a tag that is set no more
   * @param author empty where it came to its end
   */
  void byHand(Plan.Named tag, @Nullable Hand hand, String author) {
    Fields details = Fields.of("tag", Value.of(tag.name()));
    if (!author.isEmpty()) {
      details = details.with("by", author);
    }
    if (hand != null && hand.until() != Look.NEVER) {
      details = details.with("until", Instant.ofEpochMilli(hand.until()).toString());
    }
    if (hand != null && !hand.reason().isEmpty()) {
      details = details.with("reason", hand.reason());
    }
    state(hand == null ? "Untagged" : "Tagged", "tag", tag, null, details);
  }

  private void state(
      String name, String kind, Plan.Named rule, @Nullable Condition when, Fields details) {
    state(name, kind, rule, rule.purposes(), when, details);
  }

  private void state(
      String name,
      String kind,
      Plan.Named rule,
      int purposes,
      @Nullable Condition when,
      Fields details) {
    Fields words =
        Fields.of("key", Value.of("standing." + kind))
            .with("rule", when == null ? rule.name() : when.said());
    if (purposes != 0) {
      words = words.with(PURPOSES, purposes);
    }
    String said = RULE + "." + kind + "." + rule.name();
    var because = new Because(cause.position, cause.event, said, findings.version(), words);
    findings.add(new Fact(name, cause.now(), cause.now(), details, because));
  }
}
