package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.store.Tallies.Tally;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalliesTest {
  private static final Instant HOUR = Instant.parse("2026-02-03T04:00:00Z");
  private static final Instant NEXT = HOUR.plusSeconds(3600);

  @TempDir Path folder;

  @Test
  void what_came_of_nobody_is_added_up_by_the_hour_and_outlives_the_program() {
    try (Store store = open()) {
      Tallies tallies = store.tallies();
      tallies.add(2, "Page Viewed", HOUR.plusSeconds(5));
      tallies.add(2, "Page Viewed", HOUR.plusSeconds(3599));
      tallies.add(1, "Page Viewed", HOUR);
      tallies.add(2, "Page Viewed", NEXT);
    }
    try (Store store = open()) {
      Tallies tallies = store.tallies();
      tallies.add(2, "Page Viewed", NEXT.plusSeconds(1));
      tallies.add(2, "Search", NEXT.plusSeconds(1));
      assertThat(tallies.since(HOUR))
          .containsExactly(
              new Tally(NEXT, 2, "Search", 1),
              new Tally(NEXT, 2, "Page Viewed", 2),
              new Tally(HOUR, 2, "Page Viewed", 2),
              new Tally(HOUR, 1, "Page Viewed", 1));
      assertThat(tallies.since(NEXT)).hasSize(2);
      assertThat(tallies.count()).isEqualTo(6);
      assertThat(store.status().accepted()).isZero();
    }
  }

  @Test
  void a_second_later_it_is_on_disk_though_nobody_comes_any_more() throws InterruptedException {
    try (Store store = open()) {
      store.tallies().add(1, "Page Viewed", HOUR);
      Path copy = folder.resolve("copy");
      TimeUnit.MILLISECONDS.sleep(2_500);
      store.backup(copy);
      Store.restore(copy, folder.resolve("restored"), null);
    }
    try (Store store = Store.open(folder.resolve("restored"), Options.of(StoreTest.CONTEXT))) {
      assertThat(store.tallies().since(HOUR)).containsExactly(new Tally(HOUR, 1, "Page Viewed", 1));
    }
  }

  @Test
  void names_and_hours_have_their_bounds() {
    try (Store store = open()) {
      Tallies tallies = store.tallies();
      for (int i = 0; i < Tallies.NAMES + 10; i++) {
        tallies.add(1, "x".repeat(90) + i, HOUR);
        tallies.add(1, "Event " + i, HOUR);
      }
      assertThat(tallies.since(HOUR))
          .hasSize(Tallies.NAMES + 1)
          .contains(new Tally(HOUR, 1, Tallies.OTHERS, 11))
          .contains(new Tally(HOUR, 1, "x".repeat(80), Tallies.NAMES + 10));
      tallies.add(1, "Page Viewed", HOUR.plusSeconds(86_400L * (Tallies.DAYS + 1)));
      assertThat(tallies.since(HOUR)).hasSize(1);
      assertThat(tallies.count()).isEqualTo(2 * (Tallies.NAMES + 10) + 1);
    }
  }

  private Store open() {
    return Store.open(folder.resolve("store"), Options.of(StoreTest.CONTEXT));
  }
}
