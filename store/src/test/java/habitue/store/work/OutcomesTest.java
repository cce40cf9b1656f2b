package habitue.store.work;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.store.disk.RocksDisk;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTest {
  private static final Fields DONE = Fields.NONE.with("code", "done");
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void whoever_waits_is_told_at_once_that_nothing_will_come(@TempDir Path folder) {
    try (RocksDisk disk = RocksDisk.open(folder)) {
      var outcomes = new Outcomes(disk);
      outcomes.expect(1);
      assertThat(outcomes.await(1, LONG, () -> true)).isEmpty();
    }
  }

  @Test
  void what_came_already_is_told_however_hopeless_the_rest_is(@TempDir Path folder) {
    try (RocksDisk disk = RocksDisk.open(folder)) {
      var outcomes = new Outcomes(disk);
      outcomes.expect(1);
      outcomes.tell(1, DONE);
      assertThat(outcomes.await(1, LONG, () -> true)).contains(DONE);
    }
  }
}
