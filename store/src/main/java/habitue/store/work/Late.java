package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.EntityState;
import habitue.engine.Input;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.Strand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * What came late is decided on in the fold that first meets it, where it belongs among what was
 * decided before: each decision knows what was committed up to there, and what comes later knows it.
 */

/** What a fold owes for records that nobody could decide on in time. */
final class Late<S extends EntityState> {
  private final Behaviour<S> behaviour;
  private final Context context;
  private final EntityId id;
  private final Collection<Strand> strands;
  private final List<Commitment> made = new ArrayList<>();

  /**
   * @param behaviour whose dues are those of late records
   */
  Late(Behaviour<S> behaviour, Context context, EntityId id, Collection<Strand> strands) {
    this.behaviour = behaviour;
    this.context = context;
    this.id = id;
    this.strands = strands;
  }

  /** What was decided so far. */
  List<Commitment> made() {
    return made;
  }

  /**
   * What is owed for an input.
   *
   * @param position of the record; 0 for a timer
   * @param recorded what was committed before, up to there
   */
  List<Commitment> decide(
      S before, S after, Input input, long position, List<Commitment> recorded) {
    var place = new Binding.Place(id, strands, input, position);
    int ordinal = free(recorded, input.now(), position);
    var decided = new ArrayList<Commitment>();
    for (var due : behaviour.dues(context, before, after, input)) {
      decided.add(place.commitment(due, ordinal + decided.size()));
    }
    made.addAll(decided);
    return decided;
  }

  private static int free(List<Commitment> recorded, Instant now, long position) {
    int free = 0;
    for (int i = recorded.size() - 1; i >= 0 && recorded.get(i).now().equals(now); i--) {
      Commitment each = recorded.get(i);
      free = each.position() == position ? Math.max(free, each.ordinal() + 1) : free;
    }
    return free;
  }

  /** When the book changes by itself after an instant. */
  @Nullable Instant due(S state, Instant after) {
    Instant due = behaviour.due(state);
    return due != null && due.isAfter(after) ? due : null;
  }
}
