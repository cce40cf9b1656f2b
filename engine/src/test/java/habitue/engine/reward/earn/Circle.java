package habitue.engine.reward.earn;

import habitue.engine.Binding;
import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Life;
import habitue.engine.Said;
import habitue.engine.Send;
import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.refer.Referrals;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.Consent;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Mode;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Several people who hear what the engine tells them of each other. */
final class Circle {
  private final CustomerBehaviour behaviour = new CustomerBehaviour();
  private final Context context;
  private final Map<Long, CustomerState> people = new TreeMap<>();
  private final Map<Long, Instant> wakes = new HashMap<>();
  private final Map<Long, Instant> last = new HashMap<>();
  private final List<Commitment> made = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final Deque<Letter> letters = new ArrayDeque<>();
  private Fields outcome = Fields.NONE;
  private long position = 1_000;

  private record Letter(long from, Send send) {}

  Circle(String loyalty) {
    this(loyalty, "segments: {}\n");
  }

  Circle(String loyalty, String segments) {
    var files = Map.of("loyalty.yaml", loyalty, "segments.yaml", segments);
    var reading = Playbook.read(PlaybookFiles.of(files));
    if (!(reading instanceof Playbook.Reading.Good(Playbook playbook))) {
      throw new IllegalStateException(reading.toString());
    }
    Context plain = Life.CONTEXT;
    this.context =
        new Context(plain.brand(), plain.currency(), plain.zone(), plain.rates(), playbook);
  }

  CustomerState state(long who) {
    return people.computeIfAbsent(who, number -> CustomerState.empty(new CustomerId(number)));
  }

  long active(long who) {
    return state(who)
        .book()
        .member("club")
        .map(member -> {
          member.ledger().prove();
          return member.ledger().balances().of(Account.ACTIVE);
        })
        .orElse(0L);
  }

  List<Commitment> made(long who) {
    return made.stream().filter(each -> each.strand().number() == who).toList();
  }

  /** The facts of referrals, in the order they were stated. */
  List<String> told() {
    return facts.stream()
        .filter(fact -> fact.name().startsWith("Referral"))
        .map(fact -> fact.name() + reasons(fact))
        .toList();
  }

  private static String reasons(Fact fact) {
    List<String> reasons = fact.details().list("reasons").stream().map(Referrals::text).toList();
    return reasons.isEmpty() ? "" : " " + String.join(",", reasons);
  }

  List<String> entered() {
    return segments("Segment Entered");
  }

  List<String> left() {
    return segments("Segment Left");
  }

  private List<String> segments(String name) {
    return facts.stream()
        .filter(fact -> fact.name().equals(name))
        .map(fact -> fact.details().text("segment").orElse(""))
        .toList();
  }

  String outcome() {
    return outcome.text("code").orElse("");
  }

  /** Says who someone is, as the shop knows them. */
  Circle known(long who, @Nullable Object... traits) {
    return happens(
        who,
        Life.START.minusSeconds(600),
        Life.SHOP,
        Said.said("type", "identify", "userId", "u" + who, "traits", Said.said(traits)));
  }

  /** Someone comes by another's word. */
  Circle comes(long who, long by, Instant at) {
    Fields referral = Said.said("referral", Said.said("strand", by));
    Fields message = Said.said("type", "page", "anonymousId", "a" + who, "context", referral);
    return happens(who, at, Life.WEB, message);
  }

  Circle track(long who, Instant at, String name, Fields said) {
    Fields message =
        Said.said("type", "track", "event", name, "userId", "u" + who, "properties", said);
    return happens(who, at, Life.SHOP, message);
  }

  Circle orders(long who, String order, int price, Instant at) {
    return track(who, at, "Order Completed", Said.said("order_id", order, "revenue", price));
  }

  Circle happens(long who, Instant at, Source source, Fields message) {
    passes(at);
    return takes(who, at, source, new Body.Happened(Event.of(message)));
  }

  Circle asks(long who, Instant at, String command, Fields details) {
    passes(at);
    return takes(who, at, Life.SHOP, new Body.Asked(command, "k" + position, "agent", details));
  }

  private Circle takes(long who, Instant at, Source source, Body body) {
    apply(who, new Input.Recorded(new JournalRecord(stamp(who, at, source), body)));
    deliver(at);
    return this;
  }

  private Stamp stamp(long who, Instant at, Source source) {
    return new Stamp(
        position++,
        at,
        at,
        at,
        Mode.LIVE,
        new Strand(who),
        new CustomerId(who),
        source,
        Consent.UNSAID,
        Reality.REAL);
  }

  private void deliver(Instant at) {
    Letter letter = letters.poll();
    while (letter != null) {
      Strand strand = letter.send().strand();
      long to = strand == null ? letter.send().to().number() : strand.number();
      var body =
          new Body.Delivered(
              new CustomerId(letter.from()), letter.send().name(), letter.send().details());
      apply(to, new Input.Recorded(new JournalRecord(stamp(to, at, Life.SHOP), body)));
      letter = letters.poll();
    }
  }

  /** Lets what is waited for happen, each at its own time, up to an instant. */
  Circle passes(Instant until) {
    Long next = soonest(until);
    while (next != null) {
      Instant due = due(next);
      apply(next, new Input.Woke(due));
      deliver(due);
      next = soonest(until);
    }
    return this;
  }

  private @Nullable Long soonest(Instant until) {
    return people.keySet().stream()
        .filter(who -> !due(who).isAfter(until))
        .min(Comparator.comparing(this::due))
        .orElse(null);
  }

  private Instant due(long who) {
    Instant book = behaviour.due(context, state(who), last.getOrDefault(who, Instant.MIN));
    Instant wake = wakes.getOrDefault(who, Instant.MAX);
    return book == null || wake.isBefore(book) ? wake : book;
  }

  private void apply(long who, Input input) {
    var place =
        new Binding.Place(
            new CustomerId(who), List.of(new Strand(who)), input, input.now(), position);
    Binding<CustomerState> bound = Binding.of(behaviour, context, state(who), place);
    people.put(who, bound.state());
    last.put(who, input.now());
    Instant wake = Binding.later(input.now(), bound.wakes());
    wakes.put(who, wake == null ? Instant.MAX : wake);
    made.addAll(bound.commitments());
    facts.addAll(bound.facts());
    bound.sends().forEach(send -> letters.add(new Letter(who, send)));
    Fields answer = bound.step().outcome();
    outcome = answer == null ? outcome : answer;
  }
}
