package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Town;
import habitue.store.door.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Everyone's timer is due at once. */
class HerdTest {
  private static final int VISITORS = 12_000;
  private static final int AT_ONCE = 500;

  @Test
  void a_herd_is_written_in_parts_that_fit_into_memory() {
    var random = new SplittableRandom(1);
    try (var world = new World(new FaultyDisk(), World.options(), Town.NOON, random)) {
      for (int from = 0; from < VISITORS; from += AT_ONCE) {
        var arrivals = new ArrayList<Arrival>();
        for (int i = from; i < from + AT_ONCE; i++) {
          arrivals.add(visit(i));
        }
        world.insist(arrivals);
      }
      world.settle();
      int before = world.disk().largest();
      world.passTo(Town.NOON.plus(Duration.ofMinutes(31)));
      assertThat(world.store().status().facts()).isGreaterThan(3L * VISITORS);
      assertThat(world.disk().largest()).isLessThan(Math.max(before, 20_000) + 1);
    }
  }

  private static Arrival visit(int number) {
    Fields agreed =
        Fields.NONE.with("categoryPreferences", Fields.NONE.with("Analytics", Value.of(true)));
    Fields message =
        Fields.NONE
            .with("type", "page")
            .with("messageId", "m" + number)
            .with("userId", "u" + number)
            .with("context", Fields.NONE.with("consent", agreed));
    var web = new Source(1, "web", Trust.BROWSER, "uk", "web");
    return new Arrival.EventArrival(web, message, Town.NOON, null, false, Reality.REAL);
  }
}
