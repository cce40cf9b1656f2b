package habitue.store.door;

import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.Reality;
import habitue.model.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stands before the door. */
public sealed interface Arrival {

  /**
   * A Segment message, checked by whoever took it.
   *
   * @param message with its {@code type}; without key and {@code sentAt}
   * @param sentAt by the client's clock, which corrects its other times
   * @param history whether it tells of the past and must set nothing off
   * @param proof how far it proves whose it is
   */
  record EventArrival(
      Source source,
      Fields message,
      Instant receivedAt,
      @Nullable Instant sentAt,
      boolean history,
      Reality reality,
      Proof proof)
      implements Arrival {

    /** Proven by a trusted source, and by nothing where a browser says it. */
    public EventArrival(
        Source source,
        Fields message,
        Instant receivedAt,
        @Nullable Instant sentAt,
        boolean history,
        Reality reality) {
      this(source, message, receivedAt, sentAt, history, reality, Proof.of(source));
    }
  }

  /** How far an event proves that it is of whom it names. */
  enum Proof {
    /** A trusted source says it, or the shop's server signed its userId. */
    PROVEN,
    /** Anyone may have sent it. */
    UNPROVEN,
    /** The same, and it tells an address or a yes of someone not known when it was looked at. */
    UNPROVEN_WORD;

    static Proof of(Source source) {
      return source.trust().trusted() ? PROVEN : UNPROVEN;
    }
  }

  /** Something asked of an entity. Asked again under the same key it gets the same answer. */
  record Command(EntityId to, String name, String idempotencyKey, String author, Fields details)
      implements Arrival {}

  /** Two customers are one, says a person; it clears what told them apart. */
  record Join(CustomerId one, CustomerId other, String reason, String author) implements Arrival {}

  /** This identifier's part of a customer is someone else. */
  record Split(CustomerId customer, Identifier identifier, String author) implements Arrival {}
}
