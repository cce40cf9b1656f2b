package habitue.server.collect;

import habitue.engine.identify.Profile;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.store.Reader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The people of the store, as far as a browser's claims are compared with them. */
public final class PeopleInStore implements KnownPeople {
  private final Reader reader;

  public PeopleInStore(Reader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<Contact> find(Identifier identifier) {
    return reader
        .resolve(identifier)
        .flatMap(reader::person)
        .map(person -> person.state())
        .filter(state -> named(state.profile()))
        .map(state -> contact(state.profile(), reader.identities().proven(state.id())));
  }

  private static Contact contact(Profile profile, boolean proven) {
    return new Contact(text(profile, "email"), text(profile, "phone"), proven);
  }

  private static boolean named(Profile profile) {
    return profile.identifiers().stream()
        .anyMatch(known -> known.identifier().type() == IdentifierType.USER_ID);
  }

  private static @Nullable String text(Profile profile, String trait) {
    return profile.trait(trait).orElse(Value.NOTHING) instanceof Value.Text(String text)
        ? text
        : null;
  }
}
