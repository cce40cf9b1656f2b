package habitue.store.work;

import habitue.engine.Input;
import habitue.engine.Pledge;
import habitue.model.Commitment;
import habitue.model.JournalRecord;
import habitue.model.Strand;
import java.util.ArrayList;
import java.util.List;

/** Makes commitments of what a step pledged: to whom, and where among the entity's records. */
final class Binding {
  private Binding() {}

  /**
   * @param position of the record, or of the last one before a timer
   */
  static List<Commitment> of(Entity<?> entity, Input input, long position, List<Pledge> pledges) {
    var commitments = new ArrayList<Commitment>(pledges.size());
    for (Pledge pledge : pledges) {
      commitments.add(
          new Commitment(
              entity.id(),
              strand(entity, input),
              input.now(),
              position,
              commitments.size(),
              pledge.name(),
              pledge.details(),
              pledge.because()));
    }
    return commitments;
  }

  /** A timer is of nobody's record, so of the person's first strand. */
  private static Strand strand(Entity<?> entity, Input input) {
    return switch (input) {
      case Input.Recorded(JournalRecord record) -> record.stamp().strand();
      case Input.Woke _ -> entity.frame().strands().getFirst();
    };
  }
}
