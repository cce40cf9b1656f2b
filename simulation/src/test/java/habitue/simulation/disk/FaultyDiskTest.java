package habitue.simulation.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.store.disk.Disk;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultyDiskTest extends DiskContract {
  @Override
  Disk open() {
    return new FaultyDisk();
  }

  @Override
  Disk killed(Disk running) {
    return ((FaultyDisk) running).afterLoss();
  }

  @Override
  Disk openCopy(Path copy) throws IOException {
    return FaultyDisk.in(copy);
  }

  @Test
  void what_was_not_synced_is_lost_with_the_power() {
    var disk = new FaultyDisk();
    disk.write(put("a", "1"), true);
    disk.write(put("a", "2"), false);
    FaultyDisk found = disk.afterLoss();
    assertThat(found.read(Table.META, bytes("a"))).isEqualTo(bytes("1"));
    assertThatThrownBy(() -> disk.read(Table.META, bytes("a"))).isInstanceOf(DiskFailed.class);
  }

  @Test
  void some_first_ones_of_the_unsynced_writes_may_be_kept() {
    Set<String> found = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      var disk = new FaultyDisk();
      disk.write(put("a", "1"), true);
      disk.write(put("b", "1"), false);
      disk.write(put("c", "1"), false);
      found.add(String.join(",", disk.afterLoss(new Random(seed)).dump(Table.META)));
    }
    assertThat(found)
        .containsExactlyInAnyOrder("61 = 31", "61 = 31,62 = 31", "61 = 31,62 = 31,63 = 31");
  }

  @Test
  void power_fails_at_every_boundary() {
    for (int boundary = 0; boundary < 6; boundary++) {
      var disk = new FaultyDisk();
      disk.failAfter(boundary);
      int landed = 0;
      try {
        for (int i = 0; i < 3; i++) {
          disk.write(put("a" + i, "1"), true);
          landed++;
        }
      } catch (DiskFailed lost) {
        assertThat(disk.failed()).isTrue();
      }
      assertThat(landed).isEqualTo(boundary / 2);
      assertThat(disk.afterLoss().dump(Table.META)).hasSize((boundary + 1) / 2);
    }
  }

  @Test
  void a_full_disk_reads_but_takes_nothing_until_there_is_room() {
    var disk = new FaultyDisk();
    disk.write(put("a", "1"), true);
    disk.leaveRoom(0);
    assertThatThrownBy(() -> disk.write(put("b", "1"), true))
        .isInstanceOf(DiskFailed.class)
        .hasMessageContaining("no space left");
    assertThat(disk.read(Table.META, bytes("a"))).isEqualTo(bytes("1"));
    disk.leaveRoom(Long.MAX_VALUE);
    disk.write(put("b", "1"), true);
    assertThat(disk.dump(Table.META)).hasSize(2);
  }
}
