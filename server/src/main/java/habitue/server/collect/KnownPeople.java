package habitue.server.collect;

import habitue.model.Identifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a browser must not change: the addresses of people the brand knows. */
@FunctionalInterface
public interface KnownPeople {
  /** The person behind a userId or anonymousId who has a userId; empty for strangers. */
  Optional<Contact> find(Identifier identifier);

  record Contact(@Nullable String email, @Nullable String phone) {}
}
