package habitue.store;

import habitue.engine.Fits;
import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.GammaGamma;
import habitue.insight.rfm.Cuts;
import habitue.insight.rfm.RfmCuts;
import habitue.insight.surprise.Usual;
import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fits over the whole base, among the settings: whoever folds later folds by the same. */
final class Fittings {
  private static final String NAME = "fits";
  private static final String PAST = "past";

  private final Settings settings;

  Fittings(Settings settings) {
    this.settings = settings;
  }

  Fits all() {
    return new Fits(
        settings.find(NAME).map(said -> said.list(NAME)).orElse(List.of()).stream()
            .map(each -> fit((Fields) each))
            .toList());
  }

  /** Moves with every fit of the past: whoever was folded without it is folded anew. */
  long past() {
    return settings.find(NAME).map(said -> whole(said, PAST)).orElse(0L);
  }

  void put(Fits fits, boolean ofThePast) {
    List<Value> all = fits.all().stream().<Value>map(Fittings::fields).toList();
    settings.put(
        NAME, Fields.of(NAME, new Value.Many(all)).with(PAST, past() + (ofThePast ? 1 : 0)));
  }

  private static Fields fields(Fits.Fit fit) {
    Fields said = Fields.of("from", Value.of(fit.from())).with("visits", Value.of(fit.visits()));
    RfmCuts rfm = fit.rfm();
    if (rfm != null) {
      said = said.with("recency", cuts(rfm.recency())).with("frequency", cuts(rfm.frequency()));
      said = said.with("monetary", cuts(rfm.monetary()));
    }
    BgNbd buying = fit.buying();
    if (buying != null) {
      said = said.with("buying", reals(buying.r(), buying.alpha(), buying.a(), buying.b()));
    }
    GammaGamma spending = fit.spending();
    if (spending != null) {
      said = said.with("spending", reals(spending.p(), spending.q(), spending.gamma()));
    }
    List<Value> usual =
        new TreeMap<>(fit.usual())
            .entrySet().stream().<Value>map(each -> usual(each.getKey(), each.getValue())).toList();
    return usual.isEmpty() ? said : said.with("usual", new Value.Many(usual));
  }

  private static Fields usual(String habit, Usual usual) {
    List<Value> values = usual.rates().keySet().stream().<Value>map(Value::of).toList();
    double[] rates = usual.rates().values().stream().mapToDouble(Double::doubleValue).toArray();
    return Fields.of("habit", Value.of(habit))
        .with("fresh", reals(usual.fresh()))
        .with("values", new Value.Many(values))
        .with("rates", reals(rates));
  }

  private static Usual usual(Fields said) {
    List<Value> values = said.list("values");
    List<Value> rates = said.list("rates");
    var byValue = new TreeMap<String, Double>();
    for (int i = 0; i < values.size(); i++) {
      byValue.put(((Value.Text) values.get(i)).value(), real(rates, i));
    }
    return new Usual(byValue, real(said.list("fresh"), 0));
  }

  private static Map<String, Usual> usuals(List<Value> said) {
    var usuals = new HashMap<String, Usual>();
    for (Value each : said) {
      if (each instanceof Fields fields) {
        usuals.put(fields.text("habit").orElse(""), usual(fields));
      }
    }
    return usuals;
  }

  private static Fits.Fit fit(Fields said) {
    boolean cut = !said.list("recency").isEmpty();
    RfmCuts rfm =
        cut
            ? new RfmCuts(cuts(said, "recency"), cuts(said, "frequency"), cuts(said, "monetary"))
            : null;
    return new Fits.Fit(
        whole(said, "from"),
        rfm,
        buying(said.list("buying")),
        spending(said.list("spending")),
        said.flag("visits").orElse(false),
        usuals(said.list("usual")));
  }

  private static @Nullable BgNbd buying(List<Value> said) {
    return said.isEmpty()
        ? null
        : new BgNbd(real(said, 0), real(said, 1), real(said, 2), real(said, 3));
  }

  private static @Nullable GammaGamma spending(List<Value> said) {
    return said.isEmpty() ? null : new GammaGamma(real(said, 0), real(said, 1), real(said, 2));
  }

  private static Value.Many cuts(Cuts cuts) {
    return new Value.Many(cuts.highest().stream().<Value>map(Value::of).toList());
  }

  private static Cuts cuts(Fields said, String name) {
    return new Cuts(said.list(name).stream().map(each -> ((Value.Whole) each).value()).toList());
  }

  /** With all digits, so that what is read back is the same to the last bit. */
  private static Value.Many reals(double... numbers) {
    return new Value.Many(
        Arrays.stream(numbers)
            .<Value>mapToObj(each -> new Value.Decimal(new BigDecimal(each)))
            .toList());
  }

  private static double real(List<Value> said, int place) {
    return ((Value.Decimal) said.get(place)).value().doubleValue();
  }

  private static long whole(Fields said, String name) {
    return said.value(name).map(each -> ((Value.Whole) each).value()).orElse(0L);
  }
}
