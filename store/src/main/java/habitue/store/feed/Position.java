package habitue.store.feed;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in the outgoing stream: everything up to it was read.
 *
 * @param number of an entry
 * @param index of the last item of the entry that was read
 * @param run which run of the store wrote the entry; a restored backup's are others
 */
public record Position(long number, int index, long run) implements Comparable<Position> {
  private static final int BYTES = 20;

  /** An opaque text for addresses. */
  public String text() {
    byte[] bytes = ByteBuffer.allocate(BYTES).putLong(number).putInt(index).putLong(run).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public static Optional<Position> parse(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      var position = new Position(bytes.getLong(), bytes.getInt(), bytes.getLong());
      boolean sane = !bytes.hasRemaining() && position.number >= 0 && position.index >= 0;
      return sane ? Optional.of(position) : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(Position other) {
    return number != other.number
        ? Long.compare(number, other.number)
        : Integer.compare(index, other.index);
  }
}
