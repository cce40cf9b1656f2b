package habitue.store.door;

import habitue.model.Body;
import habitue.model.Consent;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Mode;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.store.work.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An arrival after all that many threads can do for it at once; the rest is the door's alone. */
sealed interface Prepared {

  /**
   * An event: parsed, compressed, its identifiers hashed; for an alias, who it was before.
   *
   * @param addressed whether it says an address of its person, or a yes to be written to
   * @param named of history, what else it names its person by
   */
  record Happening(
      Body.Happened body,
      byte[] squeezed,
      byte[] hash,
      List<Named> names,
      List<Token> named,
      @Nullable Named previousUser,
      @Nullable Named previousVisitor,
      Instant at,
      Mode mode,
      Source source,
      Consent consent,
      Reality reality,
      Arrival.Proof proof,
      boolean addressed,
      OrderWay.News order)
      implements Prepared {}

  record Order(EntityId to, Body.Asked body, byte[] squeezed, byte[] hash) implements Prepared {}

  record Union(Arrival.Join join) implements Prepared {}

  record Parting(Arrival.Split split, Named named) implements Prepared {}

  record Mail(Outbox.Letter letter) implements Prepared {}

  /** Strands that were someone else's by the time they were erased. */
  record Severance(CustomerId customer, Set<Long> strands) implements Prepared {}

  /** Somebody to be forgotten. */
  record Oblivion(CustomerId customer, String author, Tokens tokens) implements Prepared {}

  /** What was refused before it reached the door. */
  record Unfit(Receipt.Refused refusal) implements Prepared {}
}
