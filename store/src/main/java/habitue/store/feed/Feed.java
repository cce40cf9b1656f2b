package habitue.store.feed;

import habitue.model.CustomerId;
import habitue.model.JournalRecord;
import habitue.model.Reality;
import java.util.List;
import java.util.Optional;

/**
 * What followers read. Call {@link #advance} first: everything processed up to then is made durable
 * and may be read, so that no follower ever knows more than a restarted store.
 */
public interface Feed {

  void advance();

  /** The chunks of a slot after a sequence, oldest first. */
  List<Chunk> read(int slot, long afterSequence, int limit);

  Optional<JournalRecord> record(int slot, long position);

  /**
   * Of an event of a child's, only what is kept of a child; empty where all of it may be shown, as
   * far as is known now.
   */
  Optional<JournalRecord> spared(JournalRecord record);

  /** Whether a record is of a real customer, by the rules in force and not those it came under. */
  Reality reality(JournalRecord record);

  /** A customer as they are now; empty once joined into another. */
  Optional<Person> person(CustomerId id);

  /** Chunks up to a sequence are needed no more. */
  void release(int slot, long throughSequence);
}
