package habitue.server.loyalty.friends;

import habitue.engine.reward.refer.Friend;
import habitue.model.CustomerId;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.warehouse.report.FriendsTold;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A friend that someone told, as a colleague reads it.
 *
 * @param member who told them
 * @param customer the friend; null where they are no more
 */
public record Told(Friend friend, CustomerId member, @Nullable CustomerId customer) {
  private static final int RADIX = 36;

  /** A referral by its programme and the strands of both. */
  record Key(String programme, long by, long friend) {

    /** {@code club.1a.2b}; empty for anything else. */
    static Optional<Key> parse(String id) {
      String[] parts = id.split("\\.", -1);
      if (parts.length != 3 || id.length() > 100) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Key(parts[0], Long.parseLong(parts[1], RADIX), Long.parseLong(parts[2], RADIX)));
      } catch (NumberFormatException other) {
        return Optional.empty();
      }
    }

    /** Where a list goes on; it says nothing to whoever asks. */
    static String cursor(FriendsTold.Listed last) {
      return "%s.%s.%s.%s"
          .formatted(
              last.programme(),
              Long.toString(last.by(), RADIX),
              Long.toString(last.friend(), RADIX),
              Long.toString(last.at().toEpochMilli(), RADIX));
    }

    static FriendsTold.Listed after(String cursor) {
      int dot = cursor.lastIndexOf('.');
      Key key = parse(cursor.substring(0, Math.max(0, dot))).orElseThrow(Key::unreadable);
      try {
        long at = Long.parseLong(cursor.substring(dot + 1), RADIX);
        return new FriendsTold.Listed(key.programme, key.by, key.friend, Instant.ofEpochMilli(at));
      } catch (NumberFormatException other) {
        throw unreadable();
      }
    }

    private static RefusedRequest unreadable() {
      return new RefusedRequest(Code.BAD_REQUEST, "the cursor is not of this list", "cursor");
    }
  }

  public String id() {
    return "%s.%s.%s"
        .formatted(
            friend.programme(),
            Long.toString(friend.by(), RADIX),
            Long.toString(friend.friend(), RADIX));
  }

  /** As it is written, in small letters. */
  public String state() {
    return friend.state().name().toLowerCase(Locale.ROOT);
  }
}
