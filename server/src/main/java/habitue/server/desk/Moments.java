package habitue.server.desk;

import habitue.engine.sell.orders.OrderFacts;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Money;
import habitue.server.console.view.Moment;
import habitue.server.console.view.Moment.Kind;
import habitue.server.console.view.Moment.Why;
import habitue.server.console.view.PersonRef;
import habitue.store.Reader.TimelineItem;
import habitue.warehouse.report.Happenings.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines of what happened, of one person or of the whole shop. */
final class Moments {
  private static final Duration SOON = Duration.ofMinutes(1);

  private final String currency;

  Moments(String currency) {
    this.currency = currency;
  }

  /** Whether a conclusion only repeats the event beside it, as those about orders do. */
  static boolean repeats(Happening happening) {
    return happening.fact() && OrderFacts.NAMES.contains(happening.name());
  }

  Moment of(Happening happening) {
    PersonRef person = People.named(happening);
    if (!happening.fact()) {
      return event(
          happening.name(), happening.at(), person, happening.source(), happening.details());
    }
    var because =
        new Because(0, happening.cause(), happening.rule(), happening.version(), happening.words());
    var fact =
        new Fact(
            happening.name(), happening.at(), happening.toldAt(), happening.details(), because);
    return fact(fact, person, null);
  }

  /**
   * @param separable by the time of a join, the key that would undo it
   */
  Stream<Moment> of(TimelineItem item, Map<Instant, String> separable) {
    return switch (item) {
      case TimelineItem.EventItem(JournalRecord record, var _) -> event(record).stream();
      case TimelineItem.FactItem(Fact fact) -> {
        boolean join = fact.name().equals("Recognised");
        yield Stream.of(fact(fact, null, join ? separable.get(fact.at()) : null));
      }
    };
  }

  private Optional<Moment> event(JournalRecord record) {
    return record.body() instanceof Body.Happened(Event event)
        ? Optional.of(
            event(
                event.name(),
                record.stamp().at(),
                null,
                record.stamp().source().name(),
                said(event)))
        : Optional.empty();
  }

  private static Fields said(Event event) {
    return event.kind() == EventKind.IDENTIFY || event.kind() == EventKind.GROUP
        ? event.message().fields("traits")
        : event.properties();
  }

  private Moment event(
      String name, Instant at, @Nullable PersonRef person, String origin, Fields said) {
    var sorted = new Said(name, said, currency);
    String subject = sorted.subject();
    long lines = sorted.lines();
    Money amount = sorted.amount();
    return new Moment(
        Kind.EVENT,
        name,
        at,
        null,
        person,
        subject,
        lines,
        amount,
        origin,
        sorted.details(),
        null,
        null);
  }

  private Moment fact(Fact fact, @Nullable PersonRef person, @Nullable String separable) {
    var sorted = new Said(fact.name(), fact.details(), currency);
    String subject = sorted.subject();
    long lines = sorted.lines();
    Money amount = sorted.amount();
    return new Moment(
        Kind.FACT,
        fact.name(),
        fact.at(),
        fact.statedAt().isAfter(fact.at().plus(SOON)) ? fact.statedAt() : null,
        person,
        subject,
        lines,
        amount,
        "",
        sorted.details(),
        why(fact.because()),
        separable);
  }

  private static Why why(Because because) {
    var values = new LinkedHashMap<String, String>();
    because
        .words()
        .without("key")
        .values()
        .forEach((name, value) -> values.put(name, Texts.of(value)));
    String key = because.words().text("key").orElse("");
    return new Why(because.cause(), because.rule(), because.version(), key, values);
  }
}
