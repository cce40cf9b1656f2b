package habitue.app.demo;

import habitue.app.house.House;
import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.engine.customer.CustomerState;
import habitue.engine.standing.Stands;
import habitue.insight.forecast.BgNbd;
import habitue.insight.rfm.Rfm;
import habitue.model.Fields;
import habitue.model.IdentifierType;
import habitue.model.Slots;
import habitue.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Where the demo shop's known customers stand: how many in each stage and cell. */
public final class StandingSummary {
  private final Map<String, Long> stages = new TreeMap<>();
  private final Map<String, Long> cells = new TreeMap<>();
  private final Context context;
  private final Instant asOf;

  private StandingSummary(Context context, Instant asOf) {
    this.context = context;
    this.asOf = asOf;
  }

  /** What the demo's summary says of it, as of an instant. */
  public static Fields of(House house, Instant asOf) {
    var summary = new StandingSummary(house.store().context(), asOf);
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      house
          .store()
          .reader()
          .customers(
              slot,
              id -> house.store().reader().person(id).ifPresent(each -> summary.add(each.state())));
    }
    return summary.fields();
  }

  private void add(CustomerState state) {
    boolean known =
        state.profile().identifiers().stream()
            .anyMatch(each -> each.identifier().type() == IdentifierType.USER_ID);
    if (!known) {
      return;
    }
    Stands stands = state.stands(context, asOf);
    Stands.Place stage = stands.stage();
    stages.merge(stage == null ? "" : stage.name(), 1L, Long::sum);
    Rfm rfm = stands.rfm();
    if (rfm != null) {
      cells.merge(cell(rfm), 1L, Long::sum);
    }
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

  private static Fields counts(Map<String, Long> counts) {
    Fields fields = Fields.NONE;
    for (Map.Entry<String, Long> each : counts.entrySet()) {
      fields = fields.with(each.getKey(), each.getValue());
    }
    return fields;
  }
}
