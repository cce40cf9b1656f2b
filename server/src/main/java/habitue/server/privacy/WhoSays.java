package habitue.server.privacy;

import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.store.Reader;
import habitue.store.Store;
import habitue.store.feed.Person;
import habitue.warehouse.report.CustomerList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds those who gave an e-mail or a phone as theirs though nobody vouched for it. */
@Component
public final class WhoSays {
  private static final int MOST = 20;

  private final Reader reader;
  private final CustomerList list;

  public WhoSays(Store store, CustomerList list) {
    this.reader = store.reader();
    this.list = list;
  }

  /** At most twenty of them; whom the tables do not have yet is not found. */
  public List<CustomerId> of(Identifier identifier) {
    var query = CustomerList.Query.first(identifier.value(), CustomerList.Sort.LAST_SEEN);
    return list.page(query).lines().stream()
        .flatMap(line -> reader.resolve(line.id()).stream())
        .distinct()
        .filter(id -> reader.person(id).filter(person -> goesBy(person, identifier)).isPresent())
        .limit(MOST)
        .toList();
  }

  private static boolean goesBy(Person person, Identifier identifier) {
    return person.state().profile().identifiers().stream()
        .anyMatch(known ->
            known.identifier().type() == identifier.type()
                && known.identifier().value().equals(identifier.value()));
  }
}
