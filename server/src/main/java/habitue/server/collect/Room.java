package habitue.server.collect;

import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that bodies may take up at once, from their first byte to their receipt. When the door
 * falls behind, bodies pile up here, and further ones are told to come back.
 */
public final class Room {
  private final AtomicLong free;

  public Room(long bytes) {
    this.free = new AtomicLong(bytes);
  }

  public Share open() {
    return new Share();
  }

  /** What one request holds. */
  public final class Share implements AutoCloseable {
    private long held;

    void take(int bytes) {
      if (free.addAndGet(-bytes) < 0) {
        free.addAndGet(bytes);
        throw new RefusedRequest(Code.BUSY, "too many events are waiting to be stored");
      }
      held += bytes;
    }

    @Override
    public void close() {
      free.addAndGet(held);
    }
  }
}
