package habitue.server.loyalty.friends;

import habitue.engine.reward.refer.Friend;
import habitue.model.CustomerId;
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
