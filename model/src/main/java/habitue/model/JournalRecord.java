package habitue.model;

/** One entry of the journal: the door's stamp, and what came in. */
public record JournalRecord(Stamp stamp, Body body) implements Comparable<JournalRecord> {
  /** A customer is folded in this order: (now, position). */
  @Override
  public int compareTo(JournalRecord other) {
    int byNow = stamp.now().compareTo(other.stamp.now());
    return byNow != 0 ? byNow : Long.compare(stamp.position(), other.stamp.position());
  }
}
