package habitue.playbook.plan;

import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Field;
import habitue.playbook.rule.Names;
import habitue.playbook.yaml.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Puts rules into an order in which each comes after those it asks; a circle has none. */
final class Turns {
  private final Names names;
  private final List<Plan.Stage> stages;
  private final List<Plan.Flag> flags;
  private final List<Plan.Segment> segments;
  private final Written written;
  private final SequencedSet<Plan.Turn> done = new LinkedHashSet<>();
  private final SequencedSet<Plan.Turn> under = new LinkedHashSet<>();

  /** How a rule is written, and where. */
  record Rule(Entry entry, Pieces.Said said) {}

  /** All rules as they are written, in their order. */
  record Written(List<Rule> stages, List<Rule> flags, List<Rule> segments) {

    /** The first of them that has a turn. */
    Entry entry(Plan.Turn turn) {
      return switch (turn) {
        case Plan.Turn.OfFlag(int place) -> flags.get(place).entry();
        case Plan.Turn.OfSegment(int place) -> segments.get(place).entry();
        case Plan.Turn.Stages() -> stages.getFirst().entry();
      };
    }
  }

  Turns(
      Names names,
      List<Plan.Stage> stages,
      List<Plan.Flag> flags,
      List<Plan.Segment> segments,
      Written written) {
    this.names = names;
    this.stages = stages;
    this.flags = flags;
    this.segments = segments;
    this.written = written;
  }

  List<Plan.Turn> order() {
    all();
    return List.copyOf(done);
  }

  private void all() {
    for (int i = 0; i < flags.size(); i++) {
      take(new Plan.Turn.OfFlag(i));
    }
    if (!stages.isEmpty()) {
      take(new Plan.Turn.Stages());
    }
    for (int i = 0; i < segments.size(); i++) {
      take(new Plan.Turn.OfSegment(i));
    }
  }

  private void take(Plan.Turn turn) {
    if (done.contains(turn)) {
      return;
    }
    if (!under.add(turn)) {
      circle(turn);
      return;
    }
    conditions(turn).forEach(condition -> before(condition.reads()));
    under.remove(turn);
    done.add(turn);
  }

  private void before(Condition.Reads reads) {
    reads.flags().stream().sorted().forEach(flag -> take(new Plan.Turn.OfFlag(flag)));
    reads.segments().stream().sorted().forEach(place -> take(new Plan.Turn.OfSegment(place)));
    int contract = names.flags().indexOf(Plan.UNDER_CONTRACT);
    if (contract >= 0 && !Collections.disjoint(reads.fields(), Field.FORECAST)) {
      take(new Plan.Turn.OfFlag(contract));
    }
    if (reads.fields().contains(Field.STAGE)) {
      take(new Plan.Turn.Stages());
    }
  }

  private List<Condition> conditions(Plan.Turn turn) {
    return switch (turn) {
      case Plan.Turn.OfFlag(int place) -> List.of(flags.get(place).when());
      case Plan.Turn.OfSegment(int place) -> List.of(segments.get(place).when());
      case Plan.Turn.Stages() ->
          stages.stream().flatMap(stage -> Optional.ofNullable(stage.when()).stream()).toList();
    };
  }

  private void circle(Plan.Turn turn) {
    var path = new ArrayList<String>();
    boolean in = false;
    for (Plan.Turn each : under) {
      in |= each.equals(turn);
      if (in) {
        path.add(name(each));
      }
    }
    path.add(name(turn));
    written.entry(turn).mistake("rules ask each other in a circle: " + String.join(" → ", path));
  }

  private String name(Plan.Turn turn) {
    return switch (turn) {
      case Plan.Turn.OfFlag(int place) -> names.flags().get(place);
      case Plan.Turn.OfSegment(int place) -> names.segments().get(place);
      case Plan.Turn.Stages() -> "the stages";
    };
  }
}
