package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.store.Quarantine.Note;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06Z");

  @TempDir Path folder;

  @Test
  void those_that_are_only_counted_still_are_after_a_restart() {
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      Quarantine quarantine = store.quarantine();
      quarantine.add(List.of(note("first"), note("second")), 250);
      quarantine.add(List.of(note("third")));
      quarantine.add(List.of(), 1_000_000);
      counts(quarantine);
    }
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      counts(store.quarantine());
    }
  }

  private static void counts(Quarantine quarantine) {
    assertThat(quarantine.count()).isEqualTo(1_000_253);
    assertThat(quarantine.last()).isEqualTo(3);
    assertThat(quarantine.kept()).isEqualTo(3);
    assertThat(quarantine.firstSince(AT)).map(Quarantine.Refusal::where).contains("first");
    assertThat(quarantine.newest(2, Long.MAX_VALUE))
        .extracting(Quarantine.Refusal::where)
        .containsExactly("third", "second");
  }

  private static Note note(String where) {
    return new Note(AT, where, "bad_time", "timestamp", "no time", Fields.NONE);
  }
}
