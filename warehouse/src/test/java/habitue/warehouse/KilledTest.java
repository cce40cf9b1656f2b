package habitue.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.playbook.Playbook;
import habitue.warehouse.file.Database;
import habitue.warehouse.file.Limits;
import habitue.warehouse.rows.Intake;
import habitue.warehouse.rows.Taken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower in a process of its own, killed for real wherever it happens to be. */
class KilledTest {
  private static final int EVENTS = 20_000;
  private static final int KILLS = 6;

  @TempDir private Path folder;

  @Test
  void nothing_is_lost_or_taken_twice() throws IOException, InterruptedException {
    Path file = folder.resolve("w.duckdb");
    Database.create(file, Limits.USUAL).close();
    var random = new Random(4);
    for (int i = 0; i < KILLS; i++) {
      Process follower = follow(file);
      assertThat(follower.inputReader().readLine()).isEqualTo("following");
      boolean ended = follower.waitFor(100 + random.nextInt(900), TimeUnit.MILLISECONDS);
      follower.destroyForcibly().waitFor();
      assertThat(ended && follower.exitValue() != 0 && follower.exitValue() != 137).isFalse();
    }
    Process last = follow(file);
    assertThat(last.waitFor()).isZero();
    FakeStore store = shop();
    try (Database database = Database.open(file, Limits.USUAL)) {
      assertThat(database.sql().number("select count(*) from event_rows")).isEqualTo(EVENTS);
      assertThat(database.sql().number("select count(distinct (slot, position)) from event_rows"))
          .isEqualTo(EVENTS);
      assertThat(database.sql().number("select count(*) from facts"))
          .isEqualTo(store.allFacts().size());
      assertThat(database.sql().number("select sum(count)::bigint from shapes where path = ''"))
          .isEqualTo(EVENTS);
    }
  }

  private static Process follow(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static FakeStore shop() {
    var store = new FakeStore();
    for (int i = 0; i < EVENTS; i++) {
      String user = "u" + i % 500;
      store.live(user, Messages.of(user, Messages.viewed("p" + i % 7)));
    }
    return store;
  }

  /** Follows a shop that is the same in every process. */
  static final class Child {
    public static void main(String[] args) {
      FakeStore store = shop();
      try (Database database = Database.open(Path.of(args[0]), Limits.USUAL)) {
        Intake intake = Intake.of(database, store, () -> Playbook.DEFAULT);
        System.out.println("following");
        intake.releaseAll();
        Taken taken;
        do {
          taken = intake.take(400);
        } while (taken.more() || taken.waiting() > 0);
      }
    }
  }
}
