package habitue.server.desk;

import habitue.engine.customer.CustomerState;
import habitue.engine.identify.KnownIdentifier;
import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.server.console.view.Suggestion;
import habitue.server.console.view.Suggestion.Reason;
import habitue.store.Reader;
import habitue.store.door.LookUp;
import habitue.store.feed.Person;
import habitue.warehouse.report.Duplicates;
import habitue.warehouse.rows.Contact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may be the same person, and why; nobody who was told apart by hand. */
final class Alikes {
  private static final int MOST = 5;

  private final Reader reader;
  private final Duplicates duplicates;

  Alikes(Reader reader, Duplicates duplicates) {
    this.reader = reader;
    this.duplicates = duplicates;
  }

  List<Suggestion> of(CustomerState state) {
    Map<CustomerId, List<Why>> found = new LinkedHashMap<>();
    for (LookUp.Suspected each : reader.identities().suspected(state.id())) {
      add(found, each.customer(), new Why.Shared(each.shared()));
    }
    for (Duplicates.Pair pair : duplicates.of(state.id())) {
      CustomerId other = pair.one().equals(state.id()) ? pair.other() : pair.one();
      pair.reasons().forEach(reason -> add(found, other, new Why.Alike(reason)));
    }
    return found.entrySet().stream()
        .filter(each -> !reader.identities().apart(state.id(), each.getKey()))
        .limit(MOST)
        .flatMap(each -> suggestion(state, each.getKey(), each.getValue()).stream())
        .toList();
  }

  /** Why two may be one; none where nothing says so. */
  List<Reason> between(CustomerState one, CustomerState other) {
    String id = other.id().toString();
    return of(one).stream()
        .filter(suggestion -> suggestion.other().id().equals(id))
        .flatMap(suggestion -> suggestion.reasons().stream())
        .toList();
  }

  /** What the store or the tables say two have in common. */
  private sealed interface Why {
    record Shared(IdentifierType type) implements Why {}

    record Alike(Duplicates.Reason reason) implements Why {}
  }

  private static void add(Map<CustomerId, List<Why>> to, CustomerId other, Why why) {
    to.computeIfAbsent(other, _ -> new ArrayList<>()).add(why);
  }

  private Optional<Suggestion> suggestion(CustomerState state, CustomerId id, List<Why> whys) {
    return reader
        .person(id)
        .map(Person::state)
        .map(other -> {
          List<Reason> reasons = whys.stream().map(why -> reason(why, state, other)).toList();
          return new Suggestion(People.named(other), other.orders().count(), distinct(reasons));
        });
  }

  /** One reason for each value that both have. */
  private static List<Reason> distinct(List<Reason> reasons) {
    Map<String, Reason> byValue = new LinkedHashMap<>();
    reasons.forEach(reason -> byValue.putIfAbsent(reason.value(), reason));
    return List.copyOf(byValue.values());
  }

  private static Reason reason(Why why, CustomerState one, CustomerState other) {
    return switch (why) {
      case Why.Shared(IdentifierType type) ->
          new Reason("same-" + type.wireName(), shared(type, one, other));
      case Why.Alike(Duplicates.Reason reason) ->
          switch (reason) {
            case SAME_EMAIL -> new Reason("unverified_email", email(one));
            case SAME_PHONE -> new Reason("phone", Texts.orEmpty(contact(one).phone()));
            case SAME_NAME_AND_POSTCODE ->
                new Reason("name_and_postcode", Texts.orEmpty(contact(one).name()));
          };
    };
  }

  /** The value both have; empty where one of them dropped it since. */
  private static String shared(IdentifierType type, CustomerState one, CustomerState other) {
    List<Identifier> theirs =
        other.profile().identifiers().stream().map(KnownIdentifier::identifier).toList();
    return one.profile().identifiers().stream()
        .map(KnownIdentifier::identifier)
        .filter(identifier -> identifier.type() == type && theirs.contains(identifier))
        .map(Identifier::value)
        .findFirst()
        .orElse("");
  }

  private static String email(CustomerState state) {
    return Texts.orEmpty(contact(state).email());
  }

  private static Contact contact(CustomerState state) {
    return Contact.of(state.profile());
  }
}
