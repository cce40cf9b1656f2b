package habitue.warehouse.rows;

import habitue.engine.customer.CustomerState;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fact;
import habitue.model.JournalRecord;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.playbook.Playbook;
import habitue.store.feed.Change;
import habitue.store.feed.Feed;
import habitue.store.feed.Person;
import habitue.warehouse.file.Database;
import habitue.warehouse.file.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one transaction's changes: events, then people, then what was stated. */
final class Rows {
  private final DuckDBConnection connection;
  private final Sql sql;
  private final Feed feed;
  private final Listed listed;
  private final IdentityRows identities;
  private final OrderShelf orders;
  private final Forgetting forgetting;
  private final Sparing sparing;
  private final Shapes shapes;
  private final Again again;
  private final Waiting waiting;
  private final Supplier<Playbook> playbook;
  private long seq;

  private Rows(Database database, Feed feed, Supplier<Playbook> playbook) {
    this.connection = database.connection();
    this.sql = database.sql();
    this.feed = feed;
    this.playbook = playbook;
    this.listed = new Listed(sql, connection, "listed");
    this.identities = new IdentityRows(sql, connection);
    this.orders = new OrderShelf(sql, connection);
    this.forgetting = new Forgetting(sql, connection);
    this.sparing = new Sparing(sql, connection, feed);
    this.shapes = Shapes.read(sql);
    this.again = Again.read(sql, connection);
    this.waiting = Waiting.read(sql, connection);
    this.seq =
        sql.number(
            """
            select greatest((select coalesce(max(seq), 0) from event_rows),
              (select coalesce(max(seq), 0) from facts))\
            """);
  }

  static Rows of(Database database, Feed feed, Supplier<Playbook> playbook) {
    return new Rows(database, feed, playbook);
  }

  /** How many people's rows are behind. */
  long waiting() {
    return waiting.size();
  }

  /** The instant at which the latest event among them was recorded. */
  @Nullable Instant write(Changes changes) {
    Map<CustomerId, CustomerId> retired = changes.retired();
    identities.move(retired);
    Instant newest = writeEvents(changes.filed(), retired);
    writePeople(changes);
    writeFacts(changes.stated());
    orders.write(changes.stated());
    forgetting.expire(changes.expired());
    forgetting.write(changes.forgotten());
    shapes.write(sql, connection);
    return newest;
  }

  private @Nullable Instant writeEvents(
      List<Change.Filed> filed, Map<CustomerId, CustomerId> retired) {
    if (filed.isEmpty()) {
      return null;
    }
    Instant newest = null;
    var owners = new LinkedHashMap<Strand, CustomerId>();
    Set<Change.Filed> known = again.known(filed);
    try (Sheet sheet = Sheet.of(connection, "event_rows")) {
      for (Change.Filed each : filed) {
        Optional<JournalRecord> journalled =
            known.contains(each) ? Optional.empty() : feed.record(each.slot(), each.position());
        if (journalled.isPresent() && write(sheet, each.slot(), journalled.get())) {
          Stamp stamp = journalled.get().stamp();
          own(owners, stamp, retired);
          newest = later(newest, stamp.recordedAt());
        }
      }
    }
    identities.assignNew(owners);
    return newest;
  }

  /** Whether it is an event; an erased one is none. */
  private boolean write(Sheet sheet, int slot, JournalRecord journalled) {
    Optional<JournalRecord> spared = feed.spared(journalled);
    if (!(spared.orElse(journalled).body() instanceof Body.Happened(Event event))) {
      return false;
    }
    EventRows.append(
        sheet,
        ++seq,
        slot,
        journalled.stamp(),
        feed.reality(journalled),
        event,
        spared.isPresent());
    shapes.count(journalled.stamp(), event);
    return true;
  }

  /** A strand's number is the position of its first event: at any later one it is known. */
  private static void own(
      Map<Strand, CustomerId> owners, Stamp stamp, Map<CustomerId, CustomerId> retired) {
    if (stamp.entity() instanceof CustomerId customer
        && stamp.position() == stamp.strand().number()) {
      owners.put(stamp.strand(), retired.getOrDefault(customer, customer));
    }
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  private void writePeople(Changes changes) {
    List<CustomerId> people = waiting.next(changes.touched(), changes.urgent());
    if (people.isEmpty()) {
      return;
    }
    listed.of(people);
    Map<String, Marks> marks = marks();
    listed.deleteFrom("customers");
    var found = new HashSet<CustomerId>();
    var renamed = new ArrayList<Person>();
    var moved = new ArrayList<Person>();
    Playbook current = playbook.get();
    var minors = new ArrayList<CustomerId>();
    try (Sheet sheet = Sheet.of(connection, "customers")) {
      for (CustomerId customer : people) {
        Optional<Person> person =
            feed.person(customer).filter(it -> it.id().equals(customer)).filter(Rows::shown);
        if (person.isPresent()) {
          Marks before = marks.get(customer.toString());
          Marks mark = Marks.of(person.get(), current);
          new CustomerRow(person.get(), current).append(sheet, mark.identity, mark.standing);
          found.add(customer);
          if (Sparing.minor(person.get())) {
            minors.add(customer);
          }
          if (before == null || before.identity != mark.identity) {
            renamed.add(person.get());
          }
          if (before == null || before.standing != mark.standing) {
            moved.add(person.get());
          }
        }
      }
    }
    forget(people, found);
    writeNames(renamed);
    writeMemberships(moved, current);
    sparing.write(minors, changes.restated());
  }

  /**
   * Tells cheaply which rows of a person must be written again: hashes of what they are made of,
   * kept beside. Most events change none of it.
   */
  private record Marks(long identity, long standing) {
    static Marks of(Person person, Playbook playbook) {
      return new Marks(
          IdentityRows.mark(person),
          StandingRows.mark(person, playbook.plan()) ^ MemberRows.mark(person));
    }
  }

  /** The marks in the file, of the customers that are listed. */
  private Map<String, Marks> marks() {
    var marks = new HashMap<String, Marks>();
    sql.list(
        """
        select customer_id, identity_mark, standing_mark from customers
        where customer_id in (from temp.listed)\
        """,
        row -> marks.put(row.text(1), new Marks(row.number(2), row.number(3))));
    return marks;
  }

  private void writeMemberships(List<Person> moved, Playbook current) {
    if (moved.isEmpty()) {
      return;
    }
    listed.of(moved.stream().map(Person::id).toList());
    listed.deleteFrom("memberships");
    try (Sheet sheet = Sheet.of(connection, "memberships")) {
      moved.forEach(person -> StandingRows.append(sheet, person, current.plan()));
    }
    listed.deleteFrom("members");
    try (Sheet sheet = Sheet.of(connection, "members")) {
      moved.forEach(person -> MemberRows.append(sheet, person));
    }
  }

  /** Of whom nothing is known, because only programs or trials spoke: they are no customer. */
  private static boolean shown(Person person) {
    boolean nothing = person.state().equals(CustomerState.empty(person.id()));
    return !nothing || person.refolding() || !person.halted().isEmpty();
  }

  /** Nothing stays of those who are no customers any more: joined into another, or erased. */
  private void forget(List<CustomerId> people, Set<CustomerId> found) {
    List<CustomerId> gone = people.stream().filter(customer -> !found.contains(customer)).toList();
    if (!gone.isEmpty()) {
      listed.of(gone);
      List.of("identifiers", "consents", "memberships", "members", "orders", "order_items", "facts")
          .forEach(listed::deleteFrom);
    }
  }

  private void writeNames(List<Person> renamed) {
    if (renamed.isEmpty()) {
      return;
    }
    listed.of(renamed.stream().map(Person::id).toList());
    listed.deleteFrom("identifiers");
    listed.deleteFrom("consents");
    identities.append(renamed);
    try (Sheet sheet = Sheet.of(connection, "consents")) {
      renamed.forEach(person -> ConsentRows.append(sheet, person));
    }
    var owners = new HashMap<Strand, CustomerId>();
    renamed.forEach(person -> person.strands().forEach(strand -> owners.put(strand, person.id())));
    identities.assign(owners);
  }

  private void writeFacts(Map<CustomerId, Changes.Statement> stated) {
    if (stated.isEmpty()) {
      return;
    }
    listed.of(
        stated.entrySet().stream()
            .filter(it -> it.getValue().afresh())
            .map(Map.Entry::getKey)
            .toList());
    listed.deleteFrom("facts");
    var doubtful = new ArrayList<Again.Said>();
    try (Sheet sheet = Sheet.of(connection, "facts")) {
      stated.forEach((customer, said) -> {
        for (Fact fact : said.facts()) {
          if (said.afresh()) {
            FactRows.append(sheet, FactRows.NO_NEWS, customer, fact);
          } else if (again.possibly(fact.statedAt())) {
            doubtful.add(new Again.Said(customer, fact));
          } else {
            FactRows.append(sheet, ++seq, customer, fact);
          }
        }
      });
    }
    again.appendUnlessKnown(doubtful);
  }
}
