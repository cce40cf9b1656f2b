package habitue.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Strand;
import habitue.store.disk.Batch;
import habitue.store.disk.RocksDisk;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrandKeysTest {
  private static final int CACHED = 3;

  @TempDir Path folder;

  @Test
  void keys_of_a_batch_under_way_are_there_however_many_they_are() {
    try (var disk = RocksDisk.open(folder)) {
      var keys = new StrandKeys(disk, new SecureRandom(), CACHED);
      var batch = new Batch();
      for (long number = 1; number <= 10; number++) {
        keys.create(new Strand(number), batch);
        assertThat(keys.exists(new Strand(1))).isTrue();
      }
      disk.write(batch, true);
      keys.landed();
      for (long number = 1; number <= 10; number++) {
        assertThat(keys.exists(new Strand(number))).isTrue();
      }
    }
  }

  @Test
  void keys_of_a_batch_that_did_not_land_are_forgotten() {
    try (var disk = RocksDisk.open(folder)) {
      var keys = new StrandKeys(disk, new SecureRandom(), CACHED);
      keys.create(new Strand(1), new Batch());
      keys.forget();
      assertThat(keys.exists(new Strand(1))).isFalse();
    }
  }
}
