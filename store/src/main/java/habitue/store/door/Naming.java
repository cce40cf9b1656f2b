package habitue.store.door;

import habitue.model.IdentifierType;
import habitue.store.door.Party.Heard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an event names its person, and what that is worth.
 *
 * @param names at least one, strongest first; of what became of an order, its number
 * @param previous for an alias by a trusted source: the userId that is the same person
 * @param rival for news of an order: a userId it came with that is not the buyer's
 * @param placing whether it tells of an order that was placed
 * @param proven whether it is surely of whom it names
 * @param addressed whether it says an address of theirs, or a yes to be written to
 */
record Naming(
    List<Named> names,
    @Nullable Named previous,
    @Nullable Named rival,
    boolean placing,
    boolean proven,
    boolean addressed) {

  Heard heard() {
    return new Heard(proven && names.getFirst().type() == IdentifierType.USER_ID, addressed);
  }

  /** Whether a past would bring addresses to someone of whom nothing proves that it is theirs. */
  boolean unsafe(Party party, Party other) {
    return !proven
        && (party.guarded() && other.heard().addressed()
            || other.guarded() && party.heard().addressed());
  }
}
