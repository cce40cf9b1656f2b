package habitue.server.privacy;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.Reader;
import habitue.store.Settings;
import habitue.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * Copies of their data that people asked a shop for, until someone hands them over. Nothing
 * personal is kept here but whose they are.
 */
@Component
public final class DataRequests {
  /** The month that the GDPR gives (article 12(3)), at its shortest but one. */
  private static final Period TO_HAND_OVER = Period.ofDays(30);

  private static final String NAME = "dataRequests";
  private static final int MOST = 1_000;

  private final Settings settings;
  private final Reader reader;
  private final InstantSource clock;

  public DataRequests(Store store, InstantSource clock) {
    this.settings = store.settings();
    this.reader = store.reader();
    this.clock = clock;
  }

  /**
   * @param customer whom they are by now
   * @param source the shop that passed it on
   */
  public record Request(CustomerId customer, String source, Instant at) {
    public Instant due() {
      return at.atOffset(ZoneOffset.UTC).plus(TO_HAND_OVER).toInstant();
    }
  }

  /** Asked again before it is handed over, it stays the first request. */
  public void asked(CustomerId customer, String source) {
    change(open -> {
      boolean known = open.stream().anyMatch(each -> each.customer().equals(customer));
      if (known || open.size() >= MOST) {
        return open;
      }
      var more = new ArrayList<>(open);
      more.add(new Request(customer, source, clock.instant()));
      return more;
    });
  }

  void handedOver(CustomerId customer) {
    if (!open().isEmpty()) {
      change(open -> open.stream().filter(each -> !each.customer().equals(customer)).toList());
    }
  }

  /** What waits, the longest first; not of those who were erased since. */
  public List<Request> open() {
    return settings.find(NAME).map(said -> said.list(NAME)).orElse(List.of()).stream()
        .flatMap(each -> read((Fields) each).stream())
        .toList();
  }

  private synchronized void change(UnaryOperator<List<Request>> how) {
    List<Value> written =
        how.apply(open()).stream().map(DataRequests::write).map(Value.class::cast).toList();
    settings.put(NAME, Fields.of(NAME, new Value.Many(written)));
  }

  private static Fields write(Request request) {
    return Fields.of("customer", Value.of(request.customer().toString()))
        .with("source", request.source())
        .with("at", request.at().toString());
  }

  private Optional<Request> read(Fields said) {
    return CustomerId.parse(said.text("customer").orElse(""))
        .flatMap(reader::resolve)
        .flatMap(reader::person)
        .map(person ->
            new Request(
                person.id(),
                said.text("source").orElse(""),
                Instant.parse(said.text("at").orElseThrow())));
  }
}
