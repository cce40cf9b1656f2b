package habitue.store.door;

import habitue.model.EntityId;
import habitue.model.Fields;

/** What the door answers, once the answer is on disk. */
public sealed interface Receipt {

  /**
   * @param entity whom it was filed with
   * @param outcome what a command came to; empty for events
   * @param again whether a command was asked before under its key: nothing was done now
   */
  record Accepted(long position, EntityId entity, Fields outcome, boolean again)
      implements Receipt {
    public Accepted(long position, EntityId entity, Fields outcome) {
      this(position, entity, outcome, false);
    }
  }

  /** It was here before, at that position. */
  record Duplicate(long position) implements Receipt {}

  /**
   * @param code a stable word: {@code no_identifier}, {@code time_too_far_ahead}…
   * @param field which part of the message is at fault; empty for none
   */
  record Refused(String code, String field, String message) implements Receipt {}
}
