package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a browser must not change: the addresses of people the brand knows, and how old they are.
 */
@FunctionalInterface
public interface KnownPeople {
  /** The person behind a userId or anonymousId who has a userId; empty for strangers. */
  Optional<Contact> find(Identifier identifier);

  /** The traits that tell a date of birth. */
  default List<String> births() {
    return List.of();
  }

  /**
   * @param born the traits of theirs that tell when they were born
   * @param closed the questions about that which do not wait for their answer
   */
  record Contact(@Nullable String email, @Nullable String phone, Fields born, Set<String> closed) {
    public Contact {
      closed = Set.copyOf(closed);
    }

    public Contact(@Nullable String email, @Nullable String phone) {
      this(email, phone, Fields.NONE, Set.of());
    }
  }
}
