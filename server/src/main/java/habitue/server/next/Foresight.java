package habitue.server.next;

import habitue.store.feed.Person;
import java.time.Instant;

/** What a customer will likely order next, by what was learnt already: it does not wait. */
public interface Foresight {
  Foretold ready(Person person, Instant now);
}
