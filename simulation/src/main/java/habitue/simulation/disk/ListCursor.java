package habitue.simulation.disk;

import habitue.store.disk.Cursor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A scan over what a table held when it began. */
final class ListCursor implements Cursor {
  private final List<Map.Entry<byte[], byte[]>> entries;
  private final Runnable check;
  private final Runnable atClose;
  private int at = -1;
  private boolean closed;

  ListCursor(List<Map.Entry<byte[], byte[]>> entries, Runnable check, Runnable atClose) {
    this.entries = entries;
    this.check = check;
    this.atClose = atClose;
  }

  @Override
  public boolean next() {
    check.run();
    if (closed) {
      throw new IllegalStateException("the scan was closed");
    }
    return ++at < entries.size();
  }

  @Override
  public void seek(byte[] key) {
    at = -1;
    while (at + 1 < entries.size()
        && Arrays.compareUnsigned(entries.get(at + 1).getKey(), key) < 0) {
      at++;
    }
  }

  @Override
  public byte[] key() {
    return entries.get(at).getKey().clone();
  }

  @Override
  public byte[] value() {
    return entries.get(at).getValue().clone();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      atClose.run();
    }
  }
}
