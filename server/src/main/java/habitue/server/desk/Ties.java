package habitue.server.desk;

import habitue.engine.customer.CustomerState;
import habitue.engine.identify.KnownIdentifier;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.Money;
import habitue.model.Strand;
import habitue.server.collect.Intake;
import habitue.server.console.view.Identity;
import habitue.server.console.view.Outcome;
import habitue.server.console.view.PersonRef;
import habitue.server.console.view.Sides;
import habitue.server.console.view.Sides.Side;
import habitue.store.Reader;
import habitue.store.door.Arrival;
import habitue.store.door.DoorClosed;
import habitue.store.door.LookUp;
import habitue.store.door.Receipt;
import habitue.store.feed.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins people and separates them, and shows both sides before. */
final class Ties {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Reader reader;
  private final Intake intake;
  private final Belonging belonging;
  private final Alikes alikes;
  private final String currency;

  Ties(Reader reader, Intake intake, Belonging belonging, Alikes alikes, String currency) {
    this.reader = reader;
    this.intake = intake;
    this.belonging = belonging;
    this.alikes = alikes;
    this.currency = currency;
  }

  Optional<Sides> beforeSplit(String id, String identifierKey) {
    Person person = People.find(reader, id).orElse(null);
    Identifier identifier =
        person == null ? null : belonging.find(person.state(), identifierKey).orElse(null);
    if (person == null || identifier == null) {
      return Optional.empty();
    }
    LookUp.Sides cut = reader.identities().sides(person.id(), identifier).orElse(null);
    Reader.SplitPreview preview = reader.preview(person.id(), identifier).orElse(null);
    if (cut == null || preview == null) {
      return Optional.empty();
    }
    Provenance provenance = Provenance.of(reader, person.state());
    Set<Strand> leaving = new HashSet<>(cut.leaving());
    return Optional.of(
        new Sides(
            side(
                People.named(preview.staying()),
                preview.staying(),
                identifiers(person.state(), provenance, leaving, false)),
            side(
                nameless(preview.leaving()),
                preview.leaving(),
                identifiers(person.state(), provenance, leaving, true)),
            List.of()));
  }

  /** What would leave has no id yet: the present one stays with who stays. */
  private static PersonRef nameless(CustomerState leaving) {
    PersonRef named = People.named(leaving);
    return new PersonRef("", named.name(), named.number(), named.email());
  }

  /** The identifiers whose strands are on one side; those without a strand go with their events. */
  private List<Identity.Identifier> identifiers(
      CustomerState state, Provenance provenance, Set<Strand> leaving, boolean wantLeaving) {
    List<KnownIdentifier> own = belonging.own(state).toList();
    Map<Identifier, LookUp.StrandInfo> strands =
        reader
            .identities()
            .strands(state.id(), own.stream().map(KnownIdentifier::identifier).toList());
    return own.stream()
        .filter(known -> {
          LookUp.StrandInfo info = strands.get(known.identifier());
          return (info != null && leaving.contains(info.strand())) == wantLeaving;
        })
        .map(known -> belonging.identifier(known, provenance, false))
        .toList();
  }

  Optional<Sides> beforeJoin(String id, String otherId) {
    Person one = People.find(reader, id).orElse(null);
    Person other = People.find(reader, otherId).orElse(null);
    if (one == null || other == null || one.id().equals(other.id())) {
      return Optional.empty();
    }
    return Optional.of(
        new Sides(side(one), side(other), alikes.between(one.state(), other.state())));
  }

  private Side side(Person person) {
    Provenance provenance = Provenance.of(reader, person.state());
    List<Identity.Identifier> identifiers =
        belonging
            .own(person.state())
            .map(known -> belonging.identifier(known, provenance, false))
            .toList();
    return side(People.named(person.state()), person.state(), identifiers);
  }

  private Side side(PersonRef person, CustomerState state, List<Identity.Identifier> identifiers) {
    var home = state.orders().home();
    boolean none = state.orders().count() == 0;
    List<String> traits =
        state.profile().traits().entrySet().stream()
            .filter(entry -> entry.getValue().present())
            .map(Map.Entry::getKey)
            .toList();
    return new Side(
        person,
        identifiers,
        traits,
        state.activity().events().total(),
        state.orders().count(),
        none ? Money.zero(currency) : home.gross(),
        none ? Money.zero(currency) : home.refunded().plus(home.cancelled()),
        state.activity().firstSeen(),
        state.activity().lastSeen());
  }

  Outcome split(String id, String identifierKey, String author) {
    Person person = People.find(reader, id).orElse(null);
    if (person == null) {
      return new Outcome.Refused("unknown_customer");
    }
    if (!person.halted().isEmpty()) {
      return new Outcome.Refused("halted");
    }
    return belonging
        .find(person.state(), identifierKey)
        .map(identifier -> done(new Arrival.Split(person.id(), identifier, author), person.id()))
        .orElseGet(() -> new Outcome.Refused("unknown_identifier"));
  }

  Outcome join(String id, String otherId, String reason, String author) {
    Person one = People.find(reader, id).orElse(null);
    Person other = People.find(reader, otherId).orElse(null);
    if (one == null || other == null) {
      return new Outcome.Refused("unknown_customer");
    }
    if (!one.halted().isEmpty() || !other.halted().isEmpty()) {
      return new Outcome.Refused("halted");
    }
    String why = reason.isBlank() ? "by-hand" : reason.strip();
    return done(new Arrival.Join(one.id(), other.id(), why, author), null);
  }

  /**
   * @param stays who keeps their id in a split; null for a join, where the taker does
   */
  private Outcome done(Arrival arrival, @Nullable CustomerId stays) {
    Receipt receipt;
    try {
      receipt = intake.accept(List.of(arrival)).getFirst();
    } catch (DoorClosed closed) {
      return new Outcome.Refused("unavailable");
    }
    return switch (receipt) {
      case Receipt.Refused(String code, String _, String _) -> new Outcome.Refused(code);
      case Receipt.Duplicate _ -> new Outcome.Refused("unavailable");
      case Receipt.Accepted accepted -> accepted(accepted.outcome(), stays);
    };
  }

  private Outcome accepted(Fields outcome, @Nullable CustomerId stays) {
    CustomerId taker = outcome.text("taker").flatMap(CustomerId::parse).orElseThrow();
    CustomerId survivor = stays == null ? taker : stays;
    boolean seen = awaited(survivor) && awaited(taker);
    return seen
        ? new Outcome.Done(survivor.toString(), stays == null ? "" : taker.toString())
        : new Outcome.Later(survivor.toString());
  }

  /** Waits until a person's state is of the strands that they have by now. */
  private boolean awaited(CustomerId id) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      if (settled(id)) {
        return true;
      }
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private boolean settled(CustomerId id) {
    Set<Strand> now = new HashSet<>();
    reader.identities().strands(id).forEach(info -> now.add(info.strand()));
    return reader
        .person(id)
        .filter(person -> !person.refolding() && now.equals(Set.copyOf(person.strands())))
        .isPresent();
  }
}
