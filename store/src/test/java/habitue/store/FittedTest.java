package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Fits;
import habitue.engine.customer.CustomerState;
import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.GammaGamma;
import habitue.insight.rfm.Cuts;
import habitue.insight.rfm.Rfm;
import habitue.insight.rfm.RfmCuts;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.store.door.Arrival;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FittedTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Duration LONGEST = Duration.ofSeconds(20);

  @TempDir Path folder;

  private static Fits.Fit fit(long from) {
    var orders = new Cuts(List.of(1L, 2L, 3L, 4L));
    var money = new Cuts(List.of(1_000L, 2_000L, 3_000L, 4_000L));
    return new Fits.Fit(
        from,
        new RfmCuts(new Cuts(List.of(1L, 5L, 20L, 60L)), orders, money),
        new BgNbd(0.2426, 4.4136, 0.7927, 2.4253),
        new GammaGamma(6.24, 3.75, 15.47),
        false);
  }

  @Test
  void a_fit_reaches_everyone_at_its_own_instant_and_stays() {
    List<CustomerState> live;
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      orders(store);
      assertThat(stage(store, "u5")).isEqualTo("new");
      store.fitted(fit(0));
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(stage(store, "u5")).isEqualTo("hero");
      assertThat(stage(store, "u2")).isEqualTo("new");
      assertThat(rfm(store, "u2")).isEqualTo(new Rfm(5, 2, 2));
      Fact moved = restated(store, "u5").facts().getLast();
      assertThat(moved.details().text("stage")).contains("hero");
      assertThat(moved.at().toEpochMilli())
          .isEqualTo(store.context().fits().all().getLast().from());
      live = states(store);
      assertThat(live).isEqualTo(foldedAnew(store));
    }
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      assertThat(store.context().fits().all()).hasSize(1);
      assertThat(store.status().refolding()).isZero();
      assertThat(states(store)).isEqualTo(live);
      assertThat(foldedAnew(store)).isEqualTo(live);
    }
  }

  @Test
  void a_fit_of_the_past_folds_everyone_anew_at_the_next_start() {
    long past = Instant.now().minus(Duration.ofDays(3)).toEpochMilli();
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      orders(store);
      store.fittedInThePast(List.of(fit(past)));
      assertThat(stage(store, "u5")).isEqualTo("new");
    }
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(stage(store, "u5")).isEqualTo("hero");
      assertThat(states(store)).isEqualTo(foldedAnew(store));
    }
  }

  @Test
  void a_fit_of_the_past_can_be_put_into_force_at_once() {
    long past = Instant.now().minus(Duration.ofDays(3)).toEpochMilli();
    List<CustomerState> live;
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      orders(store);
      store.judgeThePastBy(List.of(fit(past)));
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(stage(store, "u5")).isEqualTo("hero");
      live = states(store);
      assertThat(live).isEqualTo(foldedAnew(store));
    }
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      assertThat(store.status().refolding()).isZero();
      assertThat(states(store)).isEqualTo(live);
    }
  }

  /** Customer n has n orders of ten euros. */
  private static void orders(Store store) {
    var arrivals = new ArrayList<Arrival>();
    for (int customer = 1; customer <= 5; customer++) {
      for (int order = 1; order <= customer; order++) {
        Fields message =
            Fields.NONE
                .with("type", "track")
                .with("event", "Order Completed")
                .with("messageId", "m" + customer + "-" + order)
                .with("userId", "u" + customer)
                .with(
                    "properties",
                    Fields.NONE
                        .with("order_id", "o" + customer + "-" + order)
                        .with("currency", "EUR")
                        .with("total", 10)
                        .with("revenue", 10));
        arrivals.add(
            new Arrival.EventArrival(SHOP, message, Instant.now(), null, false, Reality.REAL));
      }
    }
    var _ = store.door().accept(arrivals);
    assertThat(store.settle(LONGEST)).isTrue();
  }

  private static CustomerId id(Store store, String user) {
    return store.reader().resolve(new Identifier(IdentifierType.USER_ID, user)).orElseThrow();
  }

  private static CustomerState state(Store store, String user) {
    return store.reader().person(id(store, user)).orElseThrow().state();
  }

  private static Reader.Restated restated(Store store, String user) {
    return store.reader().restated(id(store, user));
  }

  private static String stage(Store store, String user) {
    var stage = state(store, user).stands(store.context(), Instant.now()).stage();
    return stage == null ? "" : stage.name();
  }

  private static @org.jspecify.annotations.Nullable Rfm rfm(Store store, String user) {
    return state(store, user).stands(store.context(), Instant.now()).rfm();
  }

  private static List<CustomerState> states(Store store) {
    return List.of("u1", "u2", "u5").stream().map(user -> state(store, user)).toList();
  }

  private static List<CustomerState> foldedAnew(Store store) {
    return List.of("u1", "u2", "u5").stream().map(user -> restated(store, user).state()).toList();
  }
}
