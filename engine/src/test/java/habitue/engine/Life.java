package habitue.engine;

import static habitue.engine.Said.said;

import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.Consent;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.JournalRecord;
import habitue.model.Mode;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.model.Trust;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One customer's life as tests tell it, event by event, folded as it goes. */
public final class Life {
  /** A shop that vouches for its visitors; see {@code ConsentTest} for those that do not. */
  public static final Source WEB = new Source(1, "web", Trust.BROWSER, "uk", "web", true);

  public static final Source SHOP = new Source(2, "shop server", Trust.SERVER, "uk", "web");
  public static final Source FILE = new Source(3, "history", Trust.IMPORT, "uk", "web");
  public static final Source TILL = new Source(4, "till", Trust.SERVER, "uk", "till");
  public static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private static final Rates RATES =
      new Rates(
          Map.of(
              "EUR",
              new TreeMap<>(
                  Map.of(
                      LocalDate.parse("2026-01-01"),
                      new BigDecimal("0.85"),
                      LocalDate.parse("2026-03-10"),
                      new BigDecimal("0.8613"))),
              "USD",
              new TreeMap<>(Map.of(LocalDate.parse("2026-01-01"), new BigDecimal("0.7421")))));

  public static final Context CONTEXT =
      new Context("demo", "GBP", ZoneId.of("Europe/London"), RATES);

  private Context context;
  private final CustomerBehaviour behaviour = new CustomerBehaviour();
  private final List<Fact> facts = new ArrayList<>();
  private final List<Commitment> commitments = new ArrayList<>();
  private final List<Input> lived = new ArrayList<>();
  private final List<Send> letters = new ArrayList<>();
  private CustomerState state = CustomerState.empty(new CustomerId(1));
  private @Nullable Instant wakeAt;
  private Instant last = Instant.MIN;
  private long position = 100;

  public Life() {
    this(CONTEXT);
  }

  /** By a brand's own playbook. */
  public Life(Context context) {
    this.context = context;
  }

  /** By a playbook of these files. */
  public static Life by(Map<String, String> files) {
    return new Life(reading(files));
  }

  private static Context reading(Map<String, String> files) {
    Playbook.Reading reading = Playbook.read(PlaybookFiles.of(files));
    if (reading instanceof Playbook.Reading.Good(Playbook playbook)) {
      return CONTEXT.with(playbook);
    }
    throw new IllegalArgumentException(reading.toString());
  }

  /** From now on by a playbook of these files, for one whose rules gather nothing. */
  public Life published(Map<String, String> files) {
    context = reading(files);
    return this;
  }

  public CustomerState state() {
    return state;
  }

  /** All facts so far. */
  public List<Fact> facts() {
    return facts;
  }

  public List<Fact> facts(String name) {
    return facts.stream().filter(fact -> fact.name().equals(name)).toList();
  }

  public Fact lastFact(String name) {
    return facts(name).getLast();
  }

  public @Nullable Instant wakeAt() {
    return wakeAt;
  }

  public CustomerBehaviour behaviour() {
    return behaviour;
  }

  public Step<CustomerState> step(Input input) {
    var place = new Binding.Place(state.id(), List.of(new Strand(1)), input, input.now(), position);
    Binding<CustomerState> bound = Binding.of(behaviour, context, state, place);
    state = bound.state();
    last = input.now();
    wakeAt = bound.wakes();
    facts.addAll(bound.facts());
    commitments.addAll(bound.commitments());
    letters.addAll(bound.sends());
    return bound.step();
  }

  /** Another playbook comes into force, which everyone is folded under. */
  public Life publishes(Instant now, Map<String, String> files) {
    passes(now);
    context = by(files).context;
    return settles(now);
  }

  /** What a fold leaves to be decided is decided right after it. */
  public Life settles(Instant now) {
    return behaviour.unsettled(context, state, now) ? wake(now.plusMillis(1)) : this;
  }

  /** What others are to know since it was last asked. */
  public List<Send> letters() {
    List<Send> all = List.copyOf(letters);
    letters.clear();
    return all;
  }

  public Context context() {
    return context;
  }

  /** What the brand bound itself to so far. */
  public List<Commitment> commitments() {
    return commitments;
  }

  /** Lets what is waited for happen, each at its own time, up to an instant. */
  public Life passes(Instant until) {
    Instant due = waitedFor();
    while (due != null && !due.isAfter(until)) {
      wake(due);
      due = waitedFor();
    }
    return this;
  }

  private @Nullable Instant waitedFor() {
    Instant due = behaviour.due(context, state, last);
    return due == null || wakeAt != null && wakeAt.isBefore(due) ? wakeAt : due;
  }

  public Life wake(Instant now) {
    step(new Input.Woke(now));
    return this;
  }

  public Life record(Stamp stamp, Body body) {
    step(new Input.Recorded(new JournalRecord(stamp, body)));
    return this;
  }

  /** An event that is known as soon as it happens. */
  public Life happens(Instant at, Source source, Fields message) {
    return comes(at, at, source, message);
  }

  /** An event known later than it happened. */
  public Life comes(Instant now, Instant at, Source source, Fields message) {
    return record(stamp(now, at, source, Reality.REAL), new Body.Happened(Event.of(message)));
  }

  public Life track(Instant at, Source source, String name, Fields properties) {
    return happens(at, source, message("track", "event", name, "properties", properties));
  }

  public Life page(Instant at, String url, String referrer) {
    return happens(at, WEB, pageMessage(url, referrer));
  }

  public static Fields pageMessage(String url, String referrer) {
    Fields page = said("url", url, "referrer", referrer);
    return message("page", "context", said("page", page), "properties", page);
  }

  /** A message of the visitor {@code a1}, with more fields. */
  public static Fields message(String type, @Nullable Object... more) {
    Fields message = said("type", type, "anonymousId", "a1");
    Fields rest = said(more);
    for (String name : rest.values().keySet()) {
      message = message.with(name, rest.value(name).orElseThrow());
    }
    return message;
  }

  public Stamp stamp(Instant now, Instant at, Source source, Reality reality) {
    return new Stamp(
        position++,
        at,
        now,
        now,
        Mode.LIVE,
        new Strand(1),
        new CustomerId(1),
        source,
        Consent.UNSAID,
        reality);
  }

  /**
   * An event as it would be lived, with what its context says of consent; folded anew if need be.
   */
  public Life lives(Instant now, Instant at, Source source, Fields message) {
    Event event = Event.of(message);
    Stamp plain = stamp(now, at, source, Reality.REAL);
    var stamp =
        new Stamp(
            plain.position(),
            at,
            now,
            now,
            Mode.LIVE,
            plain.strand(),
            plain.entity(),
            source,
            Consent.of(event.context()),
            Reality.REAL);
    return lives(new Input.Recorded(new JournalRecord(stamp, new Body.Happened(event))));
  }

  /** A command, answered. */
  public Life asks(Instant now, String command, Fields details) {
    var body = new Body.Asked(command, "k" + position, "agent", details);
    return lives(new Input.Recorded(new JournalRecord(stamp(now, now, SHOP, Reality.REAL), body)));
  }

  private Life lives(Input input) {
    lived.add(input);
    if (step(input).refold()) {
      refold();
    }
    return this;
  }

  /** All that was lived, from the beginning; anew while a pass finds that it was misread. */
  public Life refold() {
    var reading = new CustomerBehaviour();
    while (pass(reading)) {
      reading = reading.knowing(state);
    }
    return this;
  }

  private boolean pass(CustomerBehaviour reading) {
    state = CustomerState.empty(new CustomerId(1));
    facts.clear();
    boolean misread = false;
    for (Input input : lived) {
      Step<CustomerState> step = reading.step(context, state, input);
      state = step.state();
      wakeAt = step.wakeAt();
      facts.addAll(step.facts());
      misread |= step.refold();
    }
    return misread;
  }

  public static Identifier user(String id) {
    return new Identifier(IdentifierType.USER_ID, id);
  }

  public static Instant minutes(long minutes) {
    return START.plusSeconds(minutes * 60);
  }

  public static Instant days(long days) {
    return START.plusSeconds(days * 86_400);
  }
}
