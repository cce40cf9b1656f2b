package habitue.store.disk;

/** A place in a scan. Starts before the first entry. */
public interface Cursor extends AutoCloseable {

  /** Moves on; false at the end. */
  boolean next();

  /** Goes to before the first entry at or after a key of a scan from first to last, back too. */
  void seek(byte[] key);

  byte[] key();

  byte[] value();

  @Override
  void close();
}
