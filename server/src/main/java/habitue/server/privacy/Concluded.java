package habitue.server.privacy;

import habitue.engine.standing.Asking;
import habitue.engine.standing.Standing;
import habitue.engine.standing.Stands;
import habitue.insight.rfm.Rfm;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import habitue.server.next.Foretold;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is concluded of a person as of now, and what they are asked. Each item says what it is. */
final class Concluded {
  private static final String NAME = "name";
  private static final String STRENGTH = "strength";

  private final List<Fields> items = new ArrayList<>();

  private Concluded() {}

  /**
   * @param currency the brand's
   */
  static List<Fields> of(Stands stands, Standing standing, String currency) {
    var concluded = new Concluded();
    Stands.Place stage = stands.stage();
    if (stage != null) {
      concluded.place("stage", stage);
    }
    stands.flags().forEach(each -> concluded.place("flag", each));
    stands.segments().forEach(each -> concluded.place("segment", each));
    stands.earned().forEach((name, score) -> concluded.strong("tag", name, score));
    stands.moments().forEach(each -> concluded.strong("moment", each.name(), each.strength()));
    concluded.strong("score", "", stands.score());
    concluded.rfm(stands.rfm());
    concluded.forecast(stands.forecast(), currency);
    standing.asking().open().forEach(concluded::open);
    standing.asking().settled().forEach(concluded::settled);
    return concluded.items;
  }

  /** What they will likely order next. */
  static List<Fields> next(Foretold foretold) {
    var concluded = new Concluded();
    foretold
        .categories()
        .forEach(each -> concluded.strong("nextCategory", each.name(), each.probability()));
    foretold
        .products()
        .forEach(each -> concluded.strong("nextProduct", each.name(), each.probability()));
    return concluded.items;
  }

  private void place(String what, Stands.Place place) {
    items.add(
        what(what)
            .with(NAME, place.name())
            .with("since", place.since().toString())
            .with("rule", place.said()));
  }

  private void strong(String what, String name, double strength) {
    var rounded = BigDecimal.valueOf(strength).setScale(3, RoundingMode.HALF_UP);
    if (rounded.signum() > 0) {
      Fields item = name.isEmpty() ? what(what) : what(what).with(NAME, name);
      items.add(item.with(STRENGTH, Value.of(rounded)));
    }
  }

  private void rfm(@Nullable Rfm rfm) {
    if (rfm != null) {
      items.add(
          what("rfm")
              .with("recency", rfm.recency())
              .with("frequency", rfm.frequency())
              .with("monetary", rfm.monetary()));
    }
  }

  private void forecast(Stands.@Nullable Forecast forecast, String currency) {
    if (forecast == null) {
      return;
    }
    strong("alive", "", forecast.alive());
    items.add(what("nextOrder").with("at", forecast.nextOrder().toString()));
    Long worth = forecast.value();
    if (worth != null) {
      items.add(what("worth").with("total", new Money(worth, currency).toString()));
    }
  }

  private void open(Asking.Open open) {
    items.add(
        asked("question", open.question(), open.about())
            .with("at", time(open.at()))
            .with("until", time(open.until())));
    open.kept()
        .forEach(kept ->
            items.add(
                what("kept").with("at", time(kept.at())).with("message", kept.message().fields())));
  }

  private void settled(Asking.Settled settled) {
    Fields item = asked("answer", settled.question(), settled.about());
    items.add(
        (settled.lapsed() ? item : item.with("value", settled.answer()))
            .with("at", time(settled.at()))
            .with("until", time(settled.until())));
  }

  private static Fields asked(String what, String question, String about) {
    Fields item = what(what).with(NAME, question);
    return about.isEmpty() ? item : item.with("about", about);
  }

  private static Fields what(String what) {
    return Fields.NONE.with("what", what);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
