package habitue.app.demo;

import habitue.app.house.House;
import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.insight.forecast.BgNbd;
import habitue.insight.rfm.Rfm;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.store.Reader;
import habitue.store.Store;
import habitue.store.feed.Person;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Where the demo shop's known customers stand: how many in each stage and cell. */
public final class StandingSummary {
  private final Map<String, Long> stages = new TreeMap<>();
  private final Map<String, Long> cells = new TreeMap<>();
  private final Reader reader;
  private final Context context;
  private final Instant asOf;

  private StandingSummary(Store store, Instant asOf) {
    this.reader = store.reader();
    this.context = store.context();
    this.asOf = asOf;
  }

  /** What the demo's summary says of it, as of an instant: whenever it is asked, it is the same. */
  public static Fields of(House house, Instant asOf) {
    var summary = new StandingSummary(house.store(), asOf);
    summary.reader.customers(id -> summary.reader.person(id).ifPresent(summary::add));
    return summary.fields();
  }

  private void add(Person person) {
    boolean known =
        person.state().profile().identifiers().stream()
            .anyMatch(each -> each.identifier().type() == IdentifierType.USER_ID);
    if (!known) {
      return;
    }
    stages.merge(stage(person.id()), 1L, Long::sum);
    Rfm rfm = person.state().stands(context, asOf).rfm();
    if (rfm != null) {
      cells.merge(cell(rfm), 1L, Long::sum);
    }
  }

  /** The stage they were in then: the one they are in now may be another since. */
  private String stage(CustomerId id) {
    var moves = new ArrayList<String>();
    reader.facts(
        id,
        fact -> {
          if (fact.name().equals("Stage Changed") && !fact.at().isAfter(asOf)) {
            moves.add(fact.details().text("stage").orElse(""));
          }
        });
    return moves.isEmpty() ? "" : moves.getLast();
  }

  private static String cell(Rfm rfm) {
    return "" + rfm.recency() + rfm.frequency() + rfm.monetary();
  }

  private Fields fields() {
    Fields fields = Fields.of("stages", counts(stages)).with("rfm_cells", counts(cells));
    Fits.Fit fit = context.fits().at(asOf.toEpochMilli());
    BgNbd buying = fit == null ? null : fit.buying();
    return buying == null
        ? fields
        : fields.with(
            "bgnbd",
            Fields.of("r", rounded(buying.r()))
                .with("alpha", rounded(buying.alpha()))
                .with("a", rounded(buying.a()))
                .with("b", rounded(buying.b())));
  }

  private static Value rounded(double number) {
    return Value.of(BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP));
  }

  static Fields counts(Map<String, Long> counts) {
    Fields fields = Fields.NONE;
    for (Map.Entry<String, Long> each : counts.entrySet()) {
      fields = fields.with(each.getKey(), each.getValue());
    }
    return fields;
  }
}
