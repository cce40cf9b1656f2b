package habitue.server.privacy;

/** Whether the tables have let go of an erased person, by the erasure's place in the journal. */
@FunctionalInterface
public interface ErasedRows {
  boolean gone(long position);
}
