package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path folder;

  private static void add(AuditLog log, int hour, String action) {
    Instant at = START.plus(Duration.ofHours(hour));
    Fields details = Fields.of("hour", habitue.model.Value.of(hour));
    log.add(new AuditLog.Entry(0, at, "anna", "console", action, "c1", "IPv4", details), true);
  }

  private static List<String> actions(AuditLog.Page page) {
    return page.entries().stream().map(AuditLog.Entry::action).toList();
  }

  @Test
  void entries_survive_a_restart_and_come_newest_first() {
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      add(store.audit(), 0, "one");
      add(store.audit(), 1, "two");
    }
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      add(store.audit(), 2, "three");
      AuditLog.Page page = store.audit().newest(2, Long.MAX_VALUE, _ -> true);
      assertThat(actions(page)).containsExactly("three", "two");
      AuditLog.Entry newest = page.entries().getFirst();
      assertThat(newest.number()).isEqualTo(3);
      assertThat(newest.at()).isEqualTo(START.plus(Duration.ofHours(2)));
      assertThat(newest.details().number("hour")).isPresent();
      assertThat(page.next()).isNotNull();
      AuditLog.Page older = store.audit().newest(2, page.entries().getLast().number(), _ -> true);
      assertThat(actions(older)).containsExactly("one");
      assertThat(older.next()).isNull();
    }
  }

  @Test
  void only_what_fits_is_given() {
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      for (int i = 0; i < 20; i++) {
        add(store.audit(), i, i % 5 == 0 ? "rare" : "usual");
      }
      AuditLog.Page page =
          store.audit().newest(3, Long.MAX_VALUE, entry -> entry.action().equals("rare"));
      assertThat(page.entries()).hasSize(3).allMatch(entry -> entry.action().equals("rare"));
    }
  }

  @Test
  void the_oldest_are_forgotten_and_numbers_are_never_given_again() {
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      for (int i = 0; i < 10; i++) {
        add(store.audit(), i, "act");
      }
      assertThat(store.audit().forget(START.plus(Duration.ofHours(4)))).isEqualTo(4);
      assertThat(store.audit().forget(START.plus(Duration.ofHours(4)))).isZero();
      assertThat(store.audit().newest(100, Long.MAX_VALUE, _ -> true).entries()).hasSize(6);
      // The last stays, so that its number does.
      assertThat(store.audit().forget(START.plus(Duration.ofDays(9)))).isEqualTo(5);
    }
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      add(store.audit(), 20, "later");
      assertThat(store.audit().newest(1, Long.MAX_VALUE, _ -> true).entries().getFirst().number())
          .isEqualTo(11);
    }
  }
}
