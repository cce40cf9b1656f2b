package habitue.store.disk;

/** A place in a scan. Starts before the first entry. */
public interface Cursor extends AutoCloseable {

  /** Moves on; false at the end. */
  boolean next();

  byte[] key();

  byte[] value();

  @Override
  void close();
}
