package habitue.server.collect;

import habitue.engine.customer.CustomerState;
import habitue.engine.identify.Profile;
import habitue.engine.standing.Asking;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.store.Store;
import habitue.store.feed.Person;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The people of the store, as far as a browser's claims are compared with them. */
public final class PeopleInStore implements KnownPeople {
  private final Store store;

  public PeopleInStore(Store store) {
    this.store = store;
  }

  @Override
  public Optional<Contact> find(Identifier identifier) {
    return store
        .reader()
        .resolve(identifier)
        .flatMap(store.reader()::person)
        .map(Person::state)
        .filter(state -> named(state.profile()))
        .map(this::contact);
  }

  @Override
  public List<String> births() {
    return playbook().sensitive().children().traits();
  }

  private Playbook playbook() {
    return store.context().playbook();
  }

  private Contact contact(CustomerState state) {
    Profile profile = state.profile();
    return new Contact(
        text(profile, "email"),
        text(profile, "phone"),
        store.reader().identities().proven(state.id()),
        born(profile),
        closed(state));
  }

  private Fields born(Profile profile) {
    Fields born = Fields.NONE;
    for (String trait : births()) {
      Value said = profile.trait(trait).orElse(Value.NOTHING);
      born = said instanceof Value.Nothing ? born : born.with(trait, said);
    }
    return born;
  }

  private Set<String> closed(CustomerState state) {
    List<String> births = births();
    Set<String> open =
        state.standing().asking().open().stream()
            .map(Asking.Open::question)
            .collect(Collectors.toSet());
    return playbook().plan().talk().questions().stream()
        .filter(question -> births.contains(String.valueOf(question.trait())))
        .map(question -> question.named().name())
        .filter(name -> !open.contains(name))
        .collect(Collectors.toSet());
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
