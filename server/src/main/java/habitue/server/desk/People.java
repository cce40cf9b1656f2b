package habitue.server.desk;

import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.model.IdentifierType;
import habitue.server.console.view.PersonRef;
import habitue.store.Reader;
import habitue.store.feed.Person;
import habitue.warehouse.report.Agreements;
import habitue.warehouse.report.CustomerList;
import habitue.warehouse.report.Happenings.Happening;
import habitue.warehouse.rows.Contact;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds people, and says what they are called. */
final class People {
  private People() {}

  /** Whoever an id stands for now, as their state is. */
  static Optional<Person> find(Reader reader, String id) {
    return CustomerId.parse(id).flatMap(reader::resolve).flatMap(reader::person);
  }

  static PersonRef named(CustomerState state) {
    Contact contact = Contact.of(state.profile());
    return new PersonRef(
        state.id().toString(),
        Texts.orEmpty(contact.name()),
        Texts.orEmpty(Contact.identifier(state.profile(), IdentifierType.USER_ID)),
        Texts.orEmpty(contact.email()));
  }

  static PersonRef named(CustomerList.Line line) {
    return new PersonRef(
        line.id().toString(),
        Texts.orEmpty(line.name()),
        Texts.orEmpty(line.userId()),
        Texts.orEmpty(line.email()));
  }

  static PersonRef named(Agreements.Refusing refusing) {
    return new PersonRef(
        refusing.id().toString(),
        Texts.orEmpty(refusing.name()),
        Texts.orEmpty(refusing.userId()),
        Texts.orEmpty(refusing.email()));
  }

  /** Null where the tables do not know yet whose it is. */
  static @Nullable PersonRef named(Happening happening) {
    CustomerId id = happening.customer();
    return id == null
        ? null
        : new PersonRef(
            id.toString(),
            Texts.orEmpty(happening.customerName()),
            Texts.orEmpty(happening.userId()),
            Texts.orEmpty(happening.email()));
  }
}
