package habitue.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.app.load.Progress;
import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.model.Fields;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.store.Options;
import habitue.store.door.Arrival;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitterTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

  @TempDir Path folder;
  private final List<Arrival> arrivals = new ArrayList<>();

  /** The clock goes on, or nothing would ever be due. */
  private Duration moved = Duration.between(Instant.now(), NOON);

  private Instant now() {
    return Instant.now().plus(moved);
  }

  private void lives(Consumer<House> life) {
    var context = new Context("", "EUR", ZoneId.of("UTC"), Rates.NONE);
    var quiet = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Options options = Options.of(context).at(this::now);
    try (House house = House.open(folder, options, new Progress(quiet, false))) {
      life.accept(house);
    }
  }

  private void says(String user, String type, String event, Instant at, Fields properties) {
    String id = user + event + at;
    Fields message =
        Fields.NONE
            .with("type", type)
            .with(type.equals("page") ? "name" : "event", event)
            .with("messageId", id)
            .with("userId", user)
            .with("timestamp", at.toString())
            .with("properties", properties);
    arrivals.add(new Arrival.EventArrival(SHOP, message, now(), null, false, Reality.REAL));
  }

  private void orders(String user, int daysAgo) {
    Instant at = now().minus(Duration.ofDays(daysAgo));
    Fields order = Fields.NONE.with("order_id", user + daysAgo).with("currency", "EUR");
    says(user, "track", "Order Completed", at, order.with("revenue", 10 + daysAgo));
  }

  private void views(String user, int daysAgo) {
    says(user, "page", "Home", now().minus(Duration.ofDays(daysAgo)), Fields.NONE);
  }

  private void arrive(House house) {
    var _ = house.store().door().accept(arrivals);
    arrivals.clear();
    assertThat(house.store().settle(Duration.ofSeconds(30))).isTrue();
    house.warehouse().catchUp();
  }

  private List<Fits.Fit> looked(Fitter fitter, House house, Duration later) {
    moved = moved.plus(later);
    fitter.look();
    return house.store().context().fits().all();
  }

  @Test
  void a_shop_that_opens_empty_is_fitted_once_enough_have_bought() {
    lives(house -> {
      var fitter = new Fitter(house, this::now);
      assertThat(looked(fitter, house, Duration.ZERO)).isEmpty();
      for (int who = 0; who < 6; who++) {
        orders("u" + who, who % 3);
      }
      arrive(house);
      assertThat(looked(fitter, house, Duration.ofMinutes(1))).hasSize(1);
      assertThat(looked(fitter, house, Duration.ofMinutes(1))).hasSize(1);
    });
  }

  @Test
  void a_cut_that_moves_is_fitted_anew_within_the_hour() {
    lives(house -> {
      var fitter = new Fitter(house, this::now);
      for (int who = 0; who < 6; who++) {
        orders("u" + who, who % 3);
      }
      arrive(house);
      assertThat(looked(fitter, house, Duration.ofMinutes(1))).hasSize(1);
      assertThat(looked(fitter, house, Duration.ofHours(1))).hasSize(1);
      for (int who = 0; who < 6; who++) {
        orders("u" + who, 4);
      }
      arrive(house);
      assertThat(looked(fitter, house, Duration.ofHours(1))).hasSize(2);
    });
  }

  @Test
  void history_that_came_in_while_running_is_fitted_month_by_month_once_it_has_settled() {
    lives(house -> {
      var fitter = new Fitter(house, this::now);
      looked(fitter, house, Duration.ZERO);
      for (int who = 0; who < 12; who++) {
        orders("u" + who, 100 + who);
        orders("u" + who, 10 + who);
      }
      arrive(house);
      looked(fitter, house, Duration.ofMinutes(1));
      List<Fits.Fit> fits = looked(fitter, house, Duration.ofMinutes(6));
      assertThat(fits.stream().map(fit -> Instant.ofEpochMilli(fit.from())))
          .contains(
              Instant.parse("2026-03-01T00:00:00Z"),
              Instant.parse("2026-04-01T00:00:00Z"),
              Instant.parse("2026-05-01T00:00:00Z"),
              Instant.parse("2026-06-01T00:00:00Z"));
      assertThat(looked(fitter, house, Duration.ofMinutes(6))).hasSize(fits.size());
    });
  }

  @Test
  void a_script_just_put_in_does_not_make_the_shop_one_that_sends_visits() {
    lives(house -> {
      var fitter = new Fitter(house, this::now);
      for (int who = 0; who < 10; who++) {
        orders("u" + who, 5 + who);
      }
      views("u1", 0);
      arrive(house);
      assertThat(looked(fitter, house, Duration.ofMinutes(1)).getLast().visits()).isFalse();
      for (int day = 1; day < 31; day++) {
        views("u1", day);
      }
      arrive(house);
      assertThat(looked(fitter, house, Duration.ofDays(7)).getLast().visits()).isFalse();
      views("u2", 3);
      arrive(house);
      assertThat(looked(fitter, house, Duration.ofDays(7)).getLast().visits()).isTrue();
    });
  }
}
