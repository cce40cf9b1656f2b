package habitue.server.privacy;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.Reader;
import habitue.store.Settings;
import habitue.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * People whom a shop's request may mean, and may not: they gave its e-mail or phone as theirs, but
 * so did others, or it names someone else. Nobody is erased on that, and no copy handed over; a
 * colleague decides. Nothing personal is kept here but who they are.
 */
@Component
public final class Doubts {
  private static final String NAME = "erasureDoubts";
  private static final int MOST = 1_000;

  private final Settings settings;
  private final Reader reader;
  private final InstantSource clock;

  public Doubts(Store store, InstantSource clock) {
    this.settings = store.settings();
    this.reader = store.reader();
    this.clock = clock;
  }

  /**
   * @param customer whom they are by now
   * @param source the shop that passed the request on
   */
  public record Doubt(Right right, CustomerId customer, String source, Instant at) {
    boolean isOf(Right asked, CustomerId whom) {
      return right == asked && customer.equals(whom);
    }
  }

  /** Whether it is new; asked again before it is decided, it stays the first. */
  public synchronized boolean add(Right right, CustomerId customer, String source) {
    List<Doubt> open = open();
    boolean known = open.stream().anyMatch(each -> each.isOf(right, customer));
    if (known || open.size() >= MOST) {
      return false;
    }
    var more = new ArrayList<>(open);
    more.add(new Doubt(right, customer, source, clock.instant()));
    change(_ -> more);
    return true;
  }

  /** It is decided, by a deed or as not meant. Whether there was any doubt. */
  public synchronized boolean settle(Right right, CustomerId customer) {
    int before = open().size();
    if (before == 0) {
      return false;
    }
    change(open -> open.stream().filter(each -> !each.isOf(right, customer)).toList());
    return open().size() < before;
  }

  /** What waits, the longest first; those erased since are decided. */
  public List<Doubt> open() {
    return settings.find(NAME).map(said -> said.list(NAME)).orElse(List.of()).stream()
        .flatMap(each -> read((Fields) each).stream())
        .toList();
  }

  private void change(UnaryOperator<List<Doubt>> how) {
    List<Value> written =
        how.apply(open()).stream().map(Doubts::write).map(Value.class::cast).toList();
    settings.put(NAME, Fields.of(NAME, new Value.Many(written)));
  }

  private static Fields write(Doubt doubt) {
    return Fields.of("right", Value.of(doubt.right().name()))
        .with("customer", doubt.customer().toString())
        .with("source", doubt.source())
        .with("at", doubt.at().toString());
  }

  private Optional<Doubt> read(Fields said) {
    return CustomerId.parse(said.text("customer").orElse(""))
        .flatMap(reader::resolve)
        .map(id ->
            new Doubt(
                said.text("right").map(Right::valueOf).orElse(Right.ERASE),
                id,
                said.text("source").orElse(""),
                Instant.parse(said.text("at").orElseThrow())));
  }
}
