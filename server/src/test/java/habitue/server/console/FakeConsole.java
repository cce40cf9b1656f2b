package habitue.server.console;

import habitue.model.Money;
import habitue.server.console.view.Customer;
import habitue.server.console.view.CustomerList;
import habitue.server.console.view.CustomerQuery;
import habitue.server.console.view.DataPage;
import habitue.server.console.view.Moment;
import habitue.server.console.view.NewSource;
import habitue.server.console.view.Outcome;
import habitue.server.console.view.PersonRef;
import habitue.server.console.view.Refusals;
import habitue.server.console.view.Scope;
import habitue.server.console.view.Shop;
import habitue.server.console.view.Sides;
import habitue.server.console.view.Suggestion;
import habitue.server.console.view.Timeline;
import habitue.server.console.view.Timeline.Filter;
import habitue.server.console.view.Today;
import habitue.server.console.view.Trust;
import habitue.server.console.view.Whom;
import habitue.server.next.Foretold;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A console on a shop made by hand, with numbers as the demo shop has them. */
public final class FakeConsole implements ConsoleData {
  static final Instant NOW = Instant.parse("2026-11-22T10:42:07Z");
  static final String REGULAR = "c1a2b";
  static final String FORMER = "c9z9z";
  static final String HALTED = "c77";

  private final List<Consumer<Moment>> listeners = new CopyOnWriteArrayList<>();
  private final List<String> acts = new CopyOnWriteArrayList<>();
  private volatile Ink ink = Ink.plain();
  private volatile boolean empty;
  private volatile Outcome outcome = new Outcome.Done(REGULAR, "c2c");

  /** Writes every text anew: see {@link Ink}. */
  void write(Ink fresh) {
    ink = fresh;
  }

  void empty(boolean nothingYet) {
    empty = nothingYet;
  }

  void answer(Outcome next) {
    outcome = next;
  }

  void happen() {
    Moment moment = new FakePerson(ink).live();
    listeners.forEach(listener -> listener.accept(moment));
  }

  int listening() {
    return listeners.size();
  }

  /** What was asked for, in order: {@code search alice}, {@code split c1 key by admin}. */
  List<String> acts() {
    return List.copyOf(acts);
  }

  void forget() {
    acts.clear();
    ink = Ink.plain();
    empty = false;
    outcome = new Outcome.Done(REGULAR, "c2c");
  }

  @Override
  public Shop shop() {
    return new Shop(
        ink.word("UCI Online Retail"),
        "GBP",
        ZoneId.of("Europe/London"),
        NOW,
        List.of(ink.word("uk"), ink.word("wholesale")),
        new Shop.Demo(780, Instant.parse("2026-11-20T12:50:00Z"), false));
  }

  @Override
  public Today today(Scope scope) {
    return empty ? FakeToday.empty(scope) : new FakeToday(ink).today(scope);
  }

  @Override
  public Following follow(@Nullable String store, Consumer<Moment> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public List<Whom.Named> filters(String language) {
    return List.of(
        new Whom.Named(new Whom(Whom.By.STAGE, "regular"), ink.word("Regulars")),
        new Whom.Named(new Whom(Whom.By.SEGMENT, "fans"), ink.word("Kitchen fans")),
        new Whom.Named(Whom.tier("club", "silver"), ink.word("Silver")),
        new Whom.Named(Whom.tier("club", "bronze"), ink.word("Bronze")));
  }

  @Override
  public String named(Whom filter, String language) {
    return filter.value();
  }

  @Override
  public CustomerList customers(CustomerQuery query) {
    acts.add("search " + query.text() + " by " + query.sort());
    if (empty) {
      return new CustomerList(0, 0, true, List.of(), null);
    }
    if (query.text().equals("nobody")) {
      return new CustomerList(0, 4_372, true, List.of(), null);
    }
    var rows = new ArrayList<CustomerList.Row>();
    for (int i = 0; i < Math.min(query.limit(), query.text().isEmpty() ? 50 : 3); i++) {
      rows.add(row(i, query.text()));
    }
    return new CustomerList(
        query.text().isEmpty() ? 4_372 : rows.size(),
        4_372,
        true,
        rows,
        query.text().isEmpty() && query.cursor() == null ? "after/50=" : null);
  }

  private CustomerList.Row row(int i, String text) {
    String number = ink.word(String.valueOf(12_682 + i * 37));
    var person =
        switch (i % 5) {
          case 1 -> new PersonRef("c" + (i + 10), ink.word("Éloïse Martin-Dupré"), number, "");
          case 3 -> new PersonRef("c" + (i + 10), "", "", ink.word("sam@example.org"));
          case 4 -> new PersonRef("c" + (i + 10), "", "", "");
          default -> new PersonRef(i == 0 ? REGULAR : "c" + (i + 10), "", number, "");
        };
    return new CustomerList.Row(
        person,
        i % 2 == 0 ? "France" : ink.word("EIRE"),
        i % 5 == 4 ? 0 : 31 - i % 30,
        new Money(i % 5 == 4 ? 0 : 1_228_822 - i * 23_811L, "GBP"),
        NOW.minusSeconds(86_400L * (300 + i)),
        i % 5 == 4 ? null : NOW.minusSeconds(86_400L * (3 + i)),
        text.isEmpty() ? "" : ink.word("order 580753"),
        i % 5 == 4 ? null : 31_000L - 977L * i,
        i % 5 == 4 ? Whom.NONE : Whom.tier("club", i < 10 ? "silver" : "bronze"));
  }

  @Override
  public Optional<Foretold> next(String id) {
    return customer(id)
        .map(customer ->
            customer.condition() == Customer.Condition.HALTED
                ? FakeNext.nothing(Foretold.None.BEING_LEARNT)
                : new FakeNext(ink).regular());
  }

  @Override
  public Optional<Customer> customer(String id) {
    return switch (id) {
      case REGULAR, FORMER ->
          Optional.of(new FakePerson(ink).customer(REGULAR, Customer.Condition.WELL));
      case HALTED -> Optional.of(new FakePerson(ink).customer(id, Customer.Condition.HALTED));
      case "c88" -> Optional.of(new FakePerson(ink).visitor(id));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Timeline> timeline(String id, Filter filter, @Nullable String before, int limit) {
    return customer(id).map(_ -> new FakePerson(ink).timeline(filter, before));
  }

  @Override
  public Optional<Sides> beforeSplit(String id, String identifierKey) {
    return identifierKey.equals("none")
        ? Optional.empty()
        : Optional.of(new FakePerson(ink).sides(id, "", List.of()));
  }

  @Override
  public Optional<Sides> beforeJoin(String id, String otherId) {
    var reasons = List.of(new Suggestion.Reason("unverified_email", ink.word("sam@example.org")));
    return Optional.of(new FakePerson(ink).sides(id, otherId, reasons));
  }

  @Override
  public Outcome split(String id, String identifierKey, String author) {
    acts.add("split " + id + " " + identifierKey + " by " + author);
    return outcome;
  }

  @Override
  public Outcome join(String id, String otherId, String reason, String author) {
    acts.add("join " + id + " " + otherId + " because " + reason + " by " + author);
    return outcome;
  }

  @Override
  public DataPage data() {
    return empty ? FakeData.empty() : new FakeData(ink).page();
  }

  @Override
  public Sold sold(String product) {
    return empty ? new Sold(0, 0, BigDecimal.ZERO) : new Sold(214, 260, BigDecimal.valueOf(311));
  }

  @Override
  public Trust trust() {
    return empty ? FakeTrust.empty() : new FakeTrust(ink).page();
  }

  @Override
  public Trust.Objectors objectors(@Nullable String after, int limit) {
    return empty ? new Trust.Objectors(List.of(), null) : new FakeTrust(ink).objectors(after);
  }

  @Override
  public Refusals refusals(@Nullable String before, int limit) {
    return new FakeData(ink).refusals(before);
  }

  @Override
  public NewSource.Answer addSource(NewSource source, String author) {
    acts.add("source " + source + " by " + author);
    return source.name().toLowerCase(Locale.ROOT).equals("taken")
        ? new NewSource.Answer.Refused("name", "taken")
        : new NewSource.Answer.Created(new FakeData(ink).source(source), "hbt_s_9fK2-only-once");
  }
}
