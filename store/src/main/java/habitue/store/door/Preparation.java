package habitue.store.door;

import habitue.engine.trust.ConsentStep;
import habitue.model.Body;
import habitue.model.Consent;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Mode;
import habitue.store.journal.Journal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes arrivals ready for the door, on the caller's own thread. */
public final class Preparation {
  /** Clocks that are ahead by no more than this are set right; beyond, they are refused. */
  static final Duration AHEAD = Duration.ofDays(1);

  /** What is older than this when it comes is history. */
  static final Duration LATE = Duration.ofDays(3);

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final int COMMANDS = 0;
  private static final List<String> ADDRESSES = List.of("email", "phone");

  private final Tokens tokens;

  public Preparation(Tokens tokens) {
    this.tokens = tokens;
  }

  List<Prepared> prepare(List<Arrival> arrivals) {
    return arrivals.stream().map(this::prepare).toList();
  }

  Prepared.Oblivion erasing(CustomerId customer, String author) {
    return new Prepared.Oblivion(customer, author, tokens);
  }

  private Prepared prepare(Arrival arrival) {
    return switch (arrival) {
      case Arrival.EventArrival event -> prepare(event);
      case Arrival.Command command -> prepare(command);
      case Arrival.Join join -> new Prepared.Union(join);
      case Arrival.Split split -> new Prepared.Parting(split, named(split.identifier()));
    };
  }

  private Prepared prepare(Arrival.EventArrival arrival) {
    Event event;
    Instant at;
    try {
      event = Event.of(arrival.message());
      at = time(arrival, event);
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      return refused("invalid_message", "timestamp", "the type or a time cannot be read");
    }
    if (at.isAfter(arrival.receivedAt().plus(AHEAD))) {
      return refused(
          "time_too_far_ahead", "timestamp", "the time is more than 24 hours in the future");
    }
    if (at.isBefore(EARLIEST)) {
      return refused("time_too_early", "timestamp", "the time is before 1970");
    }
    boolean history = arrival.history() || at.isBefore(arrival.receivedAt().minus(LATE));
    if (history && !arrival.source().trust().trusted()) {
      return refused("history_not_allowed", "timestamp", "a browser key cannot speak of the past");
    }
    List<Named> names = Names.of(event, arrival.source()).stream().map(this::named).toList();
    if (names.isEmpty()) {
      return refused(
          "no_identifier",
          "userId",
          "an event needs a userId, an anonymousId or another identifier");
    }
    return happening(arrival, event, at, history, names);
  }

  private Prepared happening(
      Arrival.EventArrival arrival, Event event, Instant at, boolean history, List<Named> names) {
    Instant clamped = at.isAfter(arrival.receivedAt()) ? arrival.receivedAt() : at;
    var body = new Body.Happened(event);
    String messageId = event.message().text("messageId").orElse("");
    return new Prepared.Happening(
        body,
        Journal.prepare(body),
        Tokens.ofMessage(arrival.source().number(), messageId),
        names,
        history ? Names.said(event).stream().map(tokens::of).toList() : List.of(),
        previous(event, arrival),
        previous(event, IdentifierType.ANONYMOUS_ID),
        clamped.truncatedTo(ChronoUnit.MILLIS),
        history ? Mode.HISTORY : Mode.LIVE,
        arrival.source(),
        Consent.of(event.context()),
        arrival.reality(),
        arrival.proof(),
        addressed(event),
        OrderWay.News.of(event));
  }

  private static boolean addressed(Event event) {
    boolean agrees = event.kind() == EventKind.TRACK && ConsentStep.GRANTS.contains(event.name());
    return agrees || ADDRESSES.stream().anyMatch(name -> event.traits().value(name).isPresent());
  }

  /** The client's time, moved by how far its clock was off when it sent. */
  private static Instant time(Arrival.EventArrival arrival, Event event) {
    Optional<String> said = event.message().text("timestamp");
    if (said.isEmpty()) {
      said = event.message().text("originalTimestamp");
    }
    if (said.isEmpty()) {
      return arrival.receivedAt();
    }
    Instant timestamp = Times.parse(said.get());
    Instant sentAt = arrival.sentAt();
    if (sentAt == null || arrival.history()) {
      return timestamp;
    }
    return timestamp.plus(Duration.between(sentAt, arrival.receivedAt()));
  }

  /** What an alias says the person was called before: a userId if a trusted source says so. */
  private @Nullable Named previous(Event event, Arrival.EventArrival arrival) {
    return arrival.source().trust().trusted() ? previous(event, IdentifierType.USER_ID) : null;
  }

  private @Nullable Named previous(Event event, IdentifierType type) {
    String previousId = event.kind() == EventKind.ALIAS ? event.previousId() : null;
    return previousId == null
        ? null
        : Names.normal(type, previousId, "").map(this::named).orElse(null);
  }

  private Prepared prepare(Arrival.Command command) {
    var body =
        new Body.Asked(
            command.name(), command.idempotencyKey(), command.author(), command.details());
    return new Prepared.Order(
        command.to(),
        body,
        Journal.prepare(body),
        Tokens.ofMessage(COMMANDS, command.to() + "\n" + command.idempotencyKey()));
  }

  private Named named(Identifier identifier) {
    return new Named(identifier, tokens.of(identifier));
  }

  private static Prepared refused(String code, String field, String message) {
    return new Prepared.Unfit(new Receipt.Refused(code, field, message));
  }
}
