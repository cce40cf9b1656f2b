package habitue.playbook.plan;

import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries what rules are for to those that ask them: whoever asks a rule reads what it reads. A
 * rule that says less than that is refused, one that says nothing is for all of it.
 */
final class Asked {
  private final Names names;
  private final Pieces pieces;
  private final Turns.Written written;

  Asked(Names names, Pieces pieces, Turns.Written written) {
    this.names = names;
    this.pieces = pieces;
    this.written = written;
  }

  /** In the order in which each rule comes after those it asks. */
  void carry(
      List<Plan.Turn> order,
      List<Plan.Stage> stages,
      List<Plan.Flag> flags,
      List<Plan.Segment> segments) {
    for (Plan.Turn turn : order) {
      switch (turn) {
        case Plan.Turn.OfFlag(int place) -> {
          Plan.Flag flag = flags.get(place);
          Plan.Named named = named(flag.named(), flag.when(), written.flags().get(place));
          flags.set(place, new Plan.Flag(named, flag.when(), flag.lasts()));
          names.flagIsFor(place, named.purposes());
        }
        case Plan.Turn.OfSegment(int place) -> {
          Plan.Segment segment = segments.get(place);
          Plan.Named named = named(segment.named(), segment.when(), written.segments().get(place));
          segments.set(
              place, new Plan.Segment(named, segment.when(), segment.include(), segment.exclude()));
          names.segmentIsFor(place, named.purposes());
        }
        case Plan.Turn.Stages() -> stages(stages);
      }
    }
  }

  private void stages(List<Plan.Stage> stages) {
    for (int place = 0; place < stages.size(); place++) {
      Plan.Stage stage = stages.get(place);
      Plan.Named named = named(stage.named(), stage.when(), written.stages().get(place));
      stages.set(place, new Plan.Stage(named, stage.when()));
    }
    stages.forEach(stage -> names.stageIsFor(stage.named().purposes()));
  }

  private Plan.Named named(Plan.Named named, @Nullable Condition when, Turns.Rule rule) {
    int asked = when == null ? 0 : names.purposes(when.reads());
    if (rule.said().purposes() == 0) {
      return new Plan.Named(named.name(), named.label(), named.next(), named.purposes() | asked);
    }
    pieces.onlyForItsOwn(asked & ~when(when), rule.said());
    return named;
  }

  /** What was told of already, when the condition was read. */
  private static int when(@Nullable Condition when) {
    return when == null ? 0 : when.purposes();
  }
}
