package habitue.server.loyalty.cards;

import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Strand;
import habitue.server.wire.QrCode;
import habitue.store.Reader;
import habitue.store.feed.Person;
import java.util.Comparator;
import java.util.Optional;

/** The cards of members, and who a card is of. */
public final class Cards {
  private final CardNumbers numbers;
  private final Reader reader;

  public Cards(CardNumbers numbers, Reader reader) {
    this.numbers = numbers;
    this.reader = reader;
  }

  /** A card as it is shown. */
  public record Card(String number, QrCode picture) {

    /** In groups of four, to be read out. */
    public String spaced() {
      return number.replaceAll("(.{4})(?=.)", "$1 ");
    }
  }

  /**
   * Of who takes part in a programme; by the strand they had first, so that it stays the same
   * whatever they go by later.
   */
  public Optional<Card> of(CustomerId id) {
    return reader
        .person(id)
        .filter(Cards::member)
        .flatMap(person -> person.strands().stream().min(Comparator.comparingLong(Strand::number)))
        .map(numbers::of)
        .map(number -> new Card(number, QrCode.of(number)));
  }

  private static boolean member(Person person) {
    return person.state().book().members().values().stream().anyMatch(each -> each.active());
  }

  /** Whose a number is, whether it was shown at a till before or not. */
  public Optional<CustomerId> owner(String number) {
    return numbers.read(number).flatMap(strand -> reader.identities().owner(strand));
  }

  /** A name by which events find someone, the strongest. */
  Optional<Identifier> name(CustomerId id) {
    return reader.person(id).stream()
        .flatMap(person -> person.state().profile().identifiers().stream())
        .map(known -> known.identifier())
        .filter(each -> each.type() != IdentifierType.ORDER_ID)
        .sorted(Comparator.comparing(Identifier::type))
        .filter(each -> reader.resolve(each).filter(id::equals).isPresent())
        .findFirst();
  }

  /** Whether nobody goes by a number yet. */
  boolean unknown(String number) {
    return reader.resolve(new Identifier(IdentifierType.CARD, number)).isEmpty();
  }
}
