package habitue.engine;

import habitue.model.JournalRecord;
import java.time.Instant;

/** What reaches an entity: a record of the journal, or the instant it asked to be woken at. */
public sealed interface Input {

  Instant now();

  record Recorded(JournalRecord record) implements Input {
    @Override
    public Instant now() {
      return record.stamp().now();
    }
  }

  record Woke(Instant now) implements Input {}
}
