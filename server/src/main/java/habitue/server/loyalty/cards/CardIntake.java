package habitue.server.loyalty.cards;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.server.collect.Intake;
import habitue.server.wire.Code;
import habitue.store.door.Arrival;
import habitue.store.door.Arrival.EventArrival;
import habitue.store.door.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/*
 * A number is kept nowhere until it is shown. The first event that a trusted source tells with it is
 * preceded by one that says whose it is, in the same batch: from then on the card is a name of theirs
 * as any other. An event with a number that has a wrong digit is refused: it would be of nobody, and
 * the points with it.
 */

/** The door, where cards are names of their members. */
public final class CardIntake implements Intake {
  private static final String CONTEXT = "context";
  private static final String EXTERNAL = "externalIds";

  private final Intake door;
  private final Cards cards;

  public CardIntake(Intake door, Cards cards) {
    this.door = door;
    this.cards = cards;
  }

  @Override
  public List<Receipt> accept(List<Arrival> arrivals) {
    List<Arrival> first = arrivals.stream().flatMap(this::introductions).toList();
    List<Arrival> taken = arrivals.stream().filter(each -> !refused(each)).toList();
    if (first.isEmpty() && taken.size() == arrivals.size()) {
      return door.accept(arrivals);
    }
    var all = new ArrayList<>(first);
    all.addAll(taken);
    List<Receipt> receipts = all.isEmpty() ? List.of() : door.accept(all);
    var answers = receipts.subList(first.size(), receipts.size()).iterator();
    return arrivals.stream().map(each -> refused(each) ? wrong() : answers.next()).toList();
  }

  private static Receipt wrong() {
    return new Receipt.Refused(
        Code.BAD_CARD.wireName(),
        CONTEXT + "." + EXTERNAL,
        "a digit of the card's number is wrong");
  }

  private static boolean refused(Arrival arrival) {
    return numbers(arrival).anyMatch(CardNumbers::mistyped);
  }

  /** The cards of an event that a trusted source tells. */
  private static Stream<String> numbers(Arrival arrival) {
    return arrival instanceof EventArrival event && event.source().trust().trusted()
        ? event.message().fields(CONTEXT).list(EXTERNAL).stream().flatMap(CardIntake::number)
        : Stream.of();
  }

  private static Stream<String> number(Value said) {
    return said instanceof Fields id
            && id.text("type").filter(IdentifierType.CARD.wireName()::equals).isPresent()
        ? id.text("id").map(String::strip).stream()
        : Stream.of();
  }

  private Stream<Arrival> introductions(Arrival arrival) {
    return arrival instanceof EventArrival event
        ? numbers(event).filter(cards::unknown).flatMap(each -> introduced(event, each).stream())
        : Stream.of();
  }

  private Optional<Arrival> introduced(EventArrival event, String number) {
    Optional<CustomerId> owner = cards.owner(number);
    return owner.flatMap(cards::name).map(name -> introduction(event, number, name));
  }

  private static Arrival introduction(EventArrival event, String number, Identifier name) {
    boolean user = name.type() == IdentifierType.USER_ID;
    Value card = named(new Identifier(IdentifierType.CARD, number));
    var names = user ? List.of(card) : List.of(named(name), card);
    Fields said =
        Fields.NONE
            .with("type", "identify")
            .with("messageId", "card:" + number)
            .with(CONTEXT, Fields.of(EXTERNAL, new Value.Many(names)));
    Fields timed =
        event.message().text("timestamp").map(at -> said.with("timestamp", at)).orElse(said);
    return new EventArrival(
        event.source(),
        user ? timed.with("userId", name.value()) : timed,
        event.receivedAt(),
        event.sentAt(),
        event.history(),
        event.reality());
  }

  private static Value named(Identifier name) {
    return Fields.of("id", Value.of(name.value())).with("type", name.type().wireName());
  }
}
