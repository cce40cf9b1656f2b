package habitue.server.loyalty;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The adjustments that wait for somebody else, and the last that were decided, on disk. */
final class Wishes {
  private static final String NAME = "adjustments";
  private static final int MOST = 1_000;
  private static final int MOST_DECIDED = 200;

  private final Settings settings;

  Wishes(Settings settings) {
    this.settings = settings;
  }

  /** The oldest first. */
  List<Wish> all() {
    return settings.find(NAME).map(said -> said.list(NAME)).orElse(List.of()).stream()
        .flatMap(each -> read((Fields) each).stream())
        .toList();
  }

  Optional<Wish> find(String id) {
    return all().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Keeps one that is new; the one that was there where it is not. */
  synchronized Wish add(Wish wish) {
    List<Wish> all = all();
    Optional<Wish> known = all.stream().filter(each -> each.id().equals(wish.id())).findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    if (full(all)) {
      throw new RefusedRequest(Code.BUSY, "a thousand adjustments wait to be decided");
    }
    var more = new ArrayList<>(all);
    more.add(wish);
    keep(more);
    return wish;
  }

  boolean full() {
    return full(all());
  }

  private static boolean full(List<Wish> all) {
    return all.stream().filter(each -> !each.state().over()).count() >= MOST;
  }

  synchronized void put(Wish wish) {
    var all = new ArrayList<>(all());
    all.replaceAll(each -> each.id().equals(wish.id()) ? wish : each);
    keep(all);
  }

  private void keep(List<Wish> all) {
    long over = all.stream().filter(each -> each.state().over()).count();
    var kept = new ArrayList<Wish>();
    for (Wish each : all) {
      if (!each.state().over() || over-- <= MOST_DECIDED) {
        kept.add(each);
      }
    }
    List<Value> written = kept.stream().map(Wishes::write).map(Value.class::cast).toList();
    settings.put(NAME, Fields.of(NAME, new Value.Many(written)));
  }

  private static Fields write(Wish wish) {
    Fields said =
        Fields.of("customer", Value.of(wish.customer().toString()))
            .with("position", wish.position())
            .with("programme", wish.programme())
            .with("points", wish.points())
            .with("once", wish.once())
            .with("author", wish.author())
            .with("at", wish.at().toString())
            .with("state", wish.state().wireName())
            .with("by", wish.by());
    Instant decided = wish.decidedAt();
    return decided == null ? said : said.with("decidedAt", decided.toString());
  }

  private static Optional<Wish> read(Fields said) {
    return CustomerId.parse(said.text("customer").orElse(""))
        .map(customer ->
            new Wish(
                customer,
                whole(said, "position"),
                said.text("programme").orElse(""),
                whole(said, "points"),
                said.text("once").orElse(""),
                said.text("author").orElse(""),
                said.text("at").map(Instant::parse).orElse(Instant.EPOCH),
                said.text("state")
                    .map(state -> Wish.State.valueOf(state.toUpperCase(Locale.ROOT)))
                    .orElse(Wish.State.WAITING),
                said.text("by").orElse(""),
                said.text("decidedAt").map(Instant::parse).orElse(null)));
  }

  private static long whole(Fields said, String name) {
    return said.number(name).map(BigDecimal::longValue).orElse(0L);
  }
}
