package habitue.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import habitue.app.demo.DemoShop;
import habitue.app.demo.Shift;
import habitue.app.load.Refused;
import habitue.engine.Context;
import habitue.model.Rates;
import habitue.store.Options;
import habitue.store.Settings;
import habitue.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of the demo shows one year for good, whatever is asked for later. */
class DemoYearTest {
  private static final Context CONTEXT =
      new Context("", "GBP", ZoneId.of("Europe/London"), Rates.NONE);

  @SuppressWarnings("NullAway.Init")
  private static DemoShop shop;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws IOException {
    shop = DemoShop.open(Path.of("..", "demo", "online-retail.bin.gz"));
  }

  @Test
  void the_original_year_stays_open_on_its_last_evening_without_being_asked_again() {
    Instant evening = Instant.parse("2011-12-10T00:00:00Z");
    assertThat(opened(true).instant()).isEqualTo(evening);
    DemoYear again = opened(false);
    assertThat(again.shift()).isEqualTo(Shift.NONE);
    assertThat(again.instant()).isEqualTo(evening);
  }

  @Test
  void a_year_that_was_moved_up_to_today_goes_on_with_todays_clock() {
    Shift first = opened(false).shift();
    assertThat(first.weeks()).isPositive();
    DemoYear again = opened(false);
    assertThat(again.shift()).isEqualTo(first);
    assertThat(Duration.between(again.instant(), Instant.now())).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void the_original_dates_of_a_year_that_was_moved_are_refused() {
    opened(false);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> opened(true))
        .withMessageContaining("Leave out --original-dates, or name another folder with --data");
    assertThat(opened(false).shift().weeks()).isPositive();
  }

  private DemoYear opened(boolean original) {
    var year = new DemoYear(shop, original);
    Store.open(folder, Options.of(settings -> chosen(settings, year)).at(year)).close();
    return year;
  }

  private static Context chosen(Settings settings, DemoYear year) {
    year.choose(settings);
    return CONTEXT;
  }
}
