package habitue.store.work;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.customer.CustomerBehaviour;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import habitue.store.disk.RocksDisk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgendaTest {
  private static final int SLOT = 7;
  private static final int ROUNDS = 300;
  private static final int SOON = 40;

  private final List<Entity<?>> people =
      LongStream.iterate(1, number -> number + 1)
          .mapToObj(CustomerId::new)
          .filter(id -> id.slot() == SLOT)
          .limit(6)
          .<Entity<?>>map(id -> Entity.fresh(new CustomerBehaviour(), id, 1))
          .toList();

  /** A worker's slot as it goes on: timers are set, written, brought in and fire. */
  private final class Life {
    private final Disk disk;
    private final Agenda agenda;
    private final SplittableRandom random;
    private final List<String> fired = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private Batch batch = new Batch();
    private long now;

    Life(Disk disk, long now, long seed) {
      this.disk = disk;
      this.agenda = new Agenda(disk);
      this.random = new SplittableRandom(seed);
      this.now = now;
    }

    void turn() {
      switch (random.nextInt(4)) {
        case 0 -> write();
        case 1 -> agenda.load(SLOT, Instant.ofEpochMilli(now + random.nextInt(SOON)), 100);
        case 2 -> pass(now + random.nextInt(SOON));
        default -> set(people.get(random.nextInt(people.size())));
      }
    }

    private void set(Entity<?> entity) {
      boolean none = random.nextInt(5) == 0;
      Instant wake = Instant.ofEpochMilli(now + 1 + random.nextInt(3 * SOON));
      agenda.replace(entity, none ? null : wake, batch);
    }

    void write() {
      disk.write(batch, false);
      batch = new Batch();
      agenda.written();
    }

    /** Until all is in, and whatever is due has fired at its own time. */
    void pass(long time) {
      people.stream()
          .filter(entity -> wake(entity) <= time)
          .sorted(
              Comparator.<Entity<?>>comparingLong(AgendaTest::wake)
                  .thenComparingLong(entity -> entity.id().number()))
          .forEach(entity -> expected.add(wake(entity) + " " + entity.id()));
      Instant until = Instant.ofEpochMilli(time);
      boolean all = false;
      while (!all) {
        all = agenda.load(SLOT, until, 1 + random.nextInt(3));
        for (Agenda.Due due = agenda.poll(SLOT, until);
            due != null;
            due = agenda.poll(SLOT, until)) {
          fire(due.id(), due.due());
        }
        if (!all) {
          write();
        }
      }
      now = time;
      assertThat(fired).isEqualTo(expected);
    }

    private void fire(EntityId id, long due) {
      Entity<?> entity =
          people.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
      if (Instant.ofEpochMilli(due).equals(entity.frame().wake())) {
        fired.add(due + " " + id);
        agenda.replace(entity, null, batch);
      }
    }
  }

  private static long wake(Entity<?> entity) {
    Instant wake = entity.frame().wake();
    return wake == null ? Long.MAX_VALUE : wake.toEpochMilli();
  }

  @Test
  void whatever_is_set_fires_when_it_is_due_wherever_it_is_kept(@TempDir Path folder) {
    Disk disk = RocksDisk.open(folder);
    long now = 1_000_000;
    for (long seed = 1; seed <= ROUNDS; seed++) {
      var life = new Life(disk, now, seed);
      for (int turn = 0; turn < 60; turn++) {
        life.turn();
      }
      life.pass(life.now + 3 * SOON);
      life.write();
      now = life.now + 1;
    }
    disk.close();
  }
}
