package habitue.server.privacy;

import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.engine.identify.KnownIdentifier;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Source;
import habitue.model.Stamp;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.console.words.Language;
import habitue.server.console.words.Words;
import habitue.server.next.Foresight;
import habitue.store.Reader;
import habitue.store.Store;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Writes all that is held of a person: the one entrance, for the API, the console and what shops
 * ask for. It reads their past once for each part that needs it and keeps none of it, so a long one
 * costs no memory.
 */
@Component
public final class Exporting {
  private static final int ORDERS_AT_ONCE = 10_000;

  private final Store store;
  private final Reader reader;
  private final InstantSource clock;
  private final Audit audit;
  private final DataRequests requests;
  private final Doubts doubts;
  private final Foresight next;

  public Exporting(
      Store store,
      InstantSource clock,
      Audit audit,
      DataRequests requests,
      Doubts doubts,
      Foresight next) {
    this.next = next;
    this.doubts = doubts;
    this.requests = requests;
    this.store = store;
    this.reader = store.reader();
    this.clock = clock;
    this.audit = audit;
  }

  /** For machines. */
  public void json(CustomerId customer, String author, OutputStream out) {
    write(customer, author, new JsonForm(out));
  }

  /** For the person. */
  public void page(CustomerId customer, String author, Language language, OutputStream out) {
    var words = new Words(language, store.context().zone(), clock.instant());
    write(customer, author, new PageForm(out, words));
  }

  private void write(CustomerId customer, String author, Form form) {
    audit.record(author, Action.EXPORT, customer.toString());
    form.begin(
        Fields.NONE
            .with("customer", customer.toString())
            .with("exportedAt", clock.instant().toString())
            .with("brand", store.context().brand()));
    var ofOrders = new long[1];
    CustomerState state =
        reader.folded(customer, fact -> ofOrders[0] += LastWords.speaksOfOrder(fact) ? 1 : 0);
    var sources = new HashMap<Integer, String>();
    reader.past(customer, record -> named(record.stamp().source(), sources));
    identifiers(state, sources, form);
    traits(state, sources, form);
    form.part(Form.Part.STANDING);
    Standing.of(state).forEach(form::item);
    Context context = store.context();
    Concluded.of(state.stands(context, clock.instant()), state.standing(), context.currency())
        .forEach(form::item);
    reader
        .person(customer)
        .map(person -> Concluded.next(next.ready(person, clock.instant())))
        .ifPresent(likely -> likely.forEach(form::item));
    form.part(Form.Part.CONSENTS);
    var said = new HashMap<String, Boolean>();
    reader.past(customer, record -> consents(record.stamp(), said, form));
    form.part(Form.Part.ASKED);
    reader.past(customer, record -> asked(record, form));
    form.part(Form.Part.EVENTS);
    reader.past(customer, record -> event(record, form));
    form.part(Form.Part.CONCLUSIONS);
    reader.facts(customer, fact -> conclusion(fact, form));
    form.part(Form.Part.ORDERS);
    new LastWords(ofOrders[0], ORDERS_AT_ONCE)
        .each(facts -> reader.facts(customer, facts), form::item);
    form.part(Form.Part.SENT);
    reader.commitments(customer).forEach(made -> form.item(sent(made)));
    requests.handedOver(customer);
    doubts.settle(Right.EXPORT, customer);
    form.end();
  }

  private static void named(Source source, Map<Integer, String> names) {
    names.putIfAbsent(source.number(), source.name());
  }

  private static void identifiers(CustomerState state, Map<Integer, String> sources, Form form) {
    form.part(Form.Part.IDENTIFIERS);
    for (KnownIdentifier known : state.profile().identifiers()) {
      form.item(
          Fields.NONE
              .with("type", known.identifier().type().wireName())
              .with("value", known.identifier().value())
              .with("verified", new Value.Flag(known.verified()))
              .with("firstSeen", known.firstSeen().toString())
              .with("lastDay", known.lastDay().toString())
              .with("source", sources.getOrDefault(known.source(), "")));
    }
  }

  private static void traits(CustomerState state, Map<Integer, String> sources, Form form) {
    form.part(Form.Part.TRAITS);
    state
        .profile()
        .traits()
        .forEach((name, trait) ->
            form.item(
                Fields.NONE
                    .with("name", name)
                    .with("value", trait.value())
                    .with("at", trait.at().toString())
                    .with("statedAt", trait.statedAt().toString())
                    .with("source", sources.getOrDefault(trait.source(), ""))
                    .with("trust", trait.trust().name().toLowerCase(Locale.ROOT))
                    .with("origin", trait.said() ? "said" : "observed")));
  }

  /** What was asked of the shop about them, by themselves or by a colleague. */
  private static void asked(JournalRecord record, Form form) {
    if (record.body() instanceof Body.Asked asked) {
      form.item(
          Fields.NONE
              .with("name", asked.name())
              .with("at", record.stamp().at().toString())
              .with("author", asked.author())
              .with("details", asked.details()));
    }
  }

  /** Each time it was said otherwise than before. */
  private static void consents(Stamp stamp, Map<String, Boolean> said, Form form) {
    stamp
        .consent()
        .categories()
        .forEach((category, given) -> {
          if (!given.equals(said.put(category, given))) {
            form.item(
                Fields.NONE
                    .with("category", category)
                    .with("given", new Value.Flag(given))
                    .with("at", stamp.at().toString())
                    .with("source", stamp.source().name()));
          }
        });
  }

  private static void event(JournalRecord record, Form form) {
    Stamp stamp = record.stamp();
    if (record.body() instanceof Body.Happened(Event event)) {
      form.item(
          Fields.NONE
              .with("name", event.name())
              .with("at", stamp.at().toString())
              .with("recordedAt", stamp.recordedAt().toString())
              .with("source", stamp.source().name())
              .with("store", stamp.source().store())
              .with("channel", stamp.source().channel())
              .with("message", event.message()));
    }
  }

  private static void conclusion(Fact fact, Form form) {
    Because because = fact.because();
    form.item(
        Fields.NONE
            .with("name", fact.name())
            .with("at", fact.at().toString())
            .with("statedAt", fact.statedAt().toString())
            .with("details", fact.details())
            .with(
                "because",
                Fields.NONE
                    .with("cause", because.cause())
                    .with("rule", because.rule())
                    .with("version", because.version())
                    .with("words", because.words())));
  }

  static Fields sent(Commitment made) {
    return Fields.NONE
        .with("name", made.name())
        .with("at", made.now().toString())
        .with("details", made.details());
  }
}
