package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import habitue.model.Fields;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Keys;
import habitue.store.disk.RocksDisk;
import habitue.store.disk.StoreRefused;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that something damaged is refused, and what is wrong is named. */
class DamageTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Options OPTIONS = Options.of(StoreTest.CONTEXT);
  private static final int EVENTS = 100;

  @TempDir Path folder;

  @BeforeEach
  void live() throws IOException {
    try (Store store = Store.open(data(), OPTIONS)) {
      for (int i = 1; i <= EVENTS; i++) {
        accept(store, i);
      }
      assertThat(store.settle(Duration.ofSeconds(30))).isTrue();
      // As it lies when the power goes: the newest is in the log of the database alone.
      copy(data(), lost());
    }
  }

  @Test
  void a_record_that_was_changed_is_found_with_its_batch() {
    List<byte[]> records = keys(Table.JOURNAL);
    byte[] middle = records.get(EVENTS / 2);
    try (RocksDisk disk = RocksDisk.open(data().resolve("database"))) {
      byte[] value = disk.read(Table.JOURNAL, middle);
      assertThat(value).isNotNull();
      value[value.length / 2] ^= 1;
      disk.write(new Batch().put(Table.JOURNAL, middle, value), true);
    }
    try (Store store = Store.open(data(), OPTIONS)) {
      StoreRefused refused = catchThrowableOfType(StoreRefused.class, store::verify);
      assertThat(refused.code()).isEqualTo("journal_broken");
      assertThat(refused)
          .hasMessageContaining("the batch at position " + Keys.number(middle, 17) + " ")
          .hasMessageContaining("Restore the newest backup.");
    }
  }

  @Test
  void a_batch_that_is_gone_from_the_middle_is_named_at_the_next_start() {
    List<byte[]> links = keys(Table.CHAIN);
    byte[] gone = links.get(links.size() / 2);
    try (RocksDisk disk = RocksDisk.open(data().resolve("database"))) {
      disk.write(new Batch().delete(Table.CHAIN, gone), true);
    }
    StoreRefused refused = refused(data(), OPTIONS);
    assertThat(refused.code()).isEqualTo("journal_broken");
    assertThat(refused)
        .hasMessageContaining("does not follow the batch that ends at " + before(gone));
  }

  @Test
  void a_byte_changed_in_the_files_of_the_database_is_found() throws IOException {
    for (Path file : files(data(), ".sst")) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    assertThat(refusedAnywhere().code()).isEqualTo("database_unreadable");
  }

  @Test
  void a_journal_that_lost_its_end_says_how_much_until_the_loss_is_accepted() throws IOException {
    for (Path log : files(lost(), ".log")) {
      Files.write(log, Arrays.copyOf(Files.readAllBytes(log), (int) Files.size(log) / 2));
    }
    refusedUntilTheLossIsAccepted();
  }

  @Test
  void a_byte_changed_in_the_log_costs_what_came_after_it() throws IOException {
    for (Path log : files(lost(), ".log")) {
      byte[] bytes = Files.readAllBytes(log);
      bytes[bytes.length / 2] ^= 1;
      Files.write(log, bytes);
    }
    refusedUntilTheLossIsAccepted();
  }

  private void refusedUntilTheLossIsAccepted() {
    StoreRefused refused = refused(lost(), OPTIONS);
    assertThat(refused.code()).isEqualTo("journal_gap");
    assertThat(refused)
        .hasMessageMatching(
            "The journal ends at position \\d+, but everything up to \\d+ was acknowledged: \\d+ are"
                + " missing\\. Restore the newest backup, or take what is left with --accept-loss\\.");
    try (Store store = Store.open(lost(), OPTIONS.acceptingLoss())) {
      assertThat(store.verify().records()).isBetween(1L, EVENTS - 1L);
    }
    try (Store store = Store.open(lost(), OPTIONS)) {
      assertThat(accept(store, EVENTS)).isInstanceOf(Receipt.Accepted.class);
      assertThat(accept(store, 1)).isInstanceOf(Receipt.Duplicate.class);
    }
  }

  private StoreRefused refusedAnywhere() {
    return catchThrowableOfType(
        StoreRefused.class,
        () -> {
          try (Store store = Store.open(data(), OPTIONS)) {
            store.verify();
          }
        });
  }

  private static StoreRefused refused(Path folder, Options options) {
    return catchThrowableOfType(StoreRefused.class, () -> Store.open(folder, options).close());
  }

  private List<byte[]> keys(Table table) {
    List<byte[]> keys = new ArrayList<>();
    try (RocksDisk disk = RocksDisk.open(data().resolve("database"));
        Cursor cursor = disk.scan(table, new byte[] {0}, Keys.after(new byte[] {(byte) 0xff}))) {
      while (cursor.next()) {
        keys.add(cursor.key());
      }
    }
    return keys;
  }

  private static long before(byte[] link) {
    return Keys.number(link, 0) - 1;
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path lost() {
    return folder.resolve("lost");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (var files = Files.list(folder.resolve("database"))) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(ending))
              .filter(file -> file.toFile().length() > 0)
              .toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }

  private static Receipt accept(Store store, int number) {
    Fields page =
        Fields.NONE
            .with("type", "page")
            .with("messageId", "m" + number)
            .with("userId", "u" + number % 7);
    var arrival = new Arrival.EventArrival(SHOP, page, Instant.now(), null, false, Reality.REAL);
    return store.door().accept(List.of(arrival)).getFirst();
  }
}
