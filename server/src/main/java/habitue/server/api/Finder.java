package habitue.server.api;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.server.loyalty.cards.CardNumbers;
import habitue.server.loyalty.cards.Cards;
import habitue.server.privacy.WhoSays;
import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import habitue.store.Reader;
import habitue.store.Store;
import habitue.store.feed.Person;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the customer a request speaks of, or refuses it: nobody, or several. */
@Component
public final class Finder {

  private final Reader reader;
  private final WhoSays whoSays;
  private final Cards cards;

  Finder(Store store, WhoSays whoSays, Cards cards) {
    this.cards = cards;
    this.reader = store.reader();
    this.whoSays = whoSays;
  }

  /** By what stands in an address. */
  public CustomerId find(String reference) {
    return switch (Reference.parse(reference)) {
      case Reference.Internal(CustomerId id) -> reader.resolve(id).orElseThrow(() -> nobody(id));
      case Reference.Named(Identifier identifier) -> {
        if (personal(identifier)) {
          throw new RefusedRequest(
              Code.PERSONAL_REFERENCE, "look it up: POST /api/customers/lookup");
        }
        yield find(identifier);
      }
    };
  }

  /** By what stands in a body, where e-mails and phones may stand too. */
  public CustomerId named(String reference) {
    return switch (Reference.parse(reference)) {
      case Reference.Internal(CustomerId id) -> find(id.toString());
      case Reference.Named(Identifier identifier) -> find(identifier);
    };
  }

  private static boolean personal(Identifier identifier) {
    return identifier.type() == IdentifierType.EMAIL || identifier.type() == IdentifierType.PHONE;
  }

  CustomerId find(Identifier identifier) {
    Optional<CustomerId> owner = reader.resolve(identifier);
    if (owner.isEmpty() && identifier.type() == IdentifierType.CARD) {
      return member(identifier.value());
    }
    if (owner.isPresent() || !personal(identifier)) {
      return owner.orElseThrow(Finder::nobody);
    }
    List<CustomerId> said = whoSays.of(identifier);
    if (said.size() > 1) {
      throw ambiguous(said);
    }
    return said.stream().findFirst().orElseThrow(Finder::nobody);
  }

  /** By a card number that was shown at no till yet. */
  private CustomerId member(String number) {
    if (CardNumbers.mistyped(number)) {
      throw new RefusedRequest(Code.BAD_CARD, "a digit of the card's number is wrong");
    }
    return cards.owner(number).orElseThrow(Finder::nobody);
  }

  public Person person(CustomerId id) {
    return reader.person(id).orElseThrow(Finder::nobody);
  }

  private RefusedRequest nobody(CustomerId id) {
    return reader.identities().erased(id)
        ? new RefusedRequest(Code.ERASED, "whoever had this id was erased")
        : nobody();
  }

  private static RefusedRequest nobody() {
    return new RefusedRequest(Code.UNKNOWN_CUSTOMER, "nobody goes by that");
  }

  private static RefusedRequest ambiguous(List<CustomerId> candidates) {
    var ids = new Value.Many(candidates.stream().map(id -> Value.of(id.toString())).toList());
    String detail = "several customers fit: ask for one of the candidates";
    return new RefusedRequest(
        new Problem(Code.AMBIGUOUS_REFERENCE, detail, "", Fields.of("candidates", ids)));
  }
}
