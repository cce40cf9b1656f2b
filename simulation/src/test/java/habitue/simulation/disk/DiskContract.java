package habitue.simulation.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every disk promises. */
abstract class DiskContract {
  @TempDir Path folder;

  private Disk disk;

  abstract Disk open() throws IOException;

  /** What is found after the program ended without a word. */
  abstract Disk killed(Disk running) throws IOException;

  abstract Disk openCopy(Path copy) throws IOException;

  DiskContract() {
    this.disk = new FaultyDisk();
  }

  @BeforeEach
  void start() throws IOException {
    disk = open();
  }

  @AfterEach
  void stop() {
    disk.close();
  }

  @Test
  void a_write_is_read_back_and_tables_are_apart() {
    disk.write(put("a", "1"), false);
    assertThat(read("a")).isEqualTo("1");
    assertThat(read("b")).isNull();
    assertThat(disk.read(Table.STATES, bytes("a"))).isNull();
  }

  @Test
  void a_batch_lands_in_the_order_it_was_written_in() {
    disk.write(put("a", "old").put(Table.META, bytes("b"), bytes("old")), false);
    var batch = new Batch();
    batch.deleteRange(Table.META, bytes("a"), bytes("b"));
    batch.put(Table.META, bytes("a"), bytes("new"));
    batch.put(Table.META, bytes("c"), bytes("1"));
    batch.delete(Table.META, bytes("c"));
    batch.put(Table.META, bytes("d"), bytes(""));
    disk.write(batch, false);
    assertThat(read("a")).isEqualTo("new");
    assertThat(read("b")).isEqualTo("old");
    assertThat(read("c")).isNull();
    assertThat(read("d")).isEmpty();
  }

  @Test
  void many_are_read_in_the_order_asked_for() {
    disk.write(put("a", "1").put(Table.META, bytes("b"), bytes("2")), true);
    List<byte @Nullable []> values =
        disk.readAll(Table.META, List.of(bytes("b"), bytes("x"), bytes("a"), bytes("b")));
    assertThat(values).containsExactly(bytes("2"), null, bytes("1"), bytes("2"));
    assertThat(disk.readAll(Table.META, List.of())).isEmpty();
  }

  @Test
  void scans_go_both_ways_between_their_bounds_in_unsigned_order() {
    var random = new Random(7);
    var batch = new Batch();
    var keys = new ArrayList<byte[]>();
    for (int i = 0; i < 300; i++) {
      byte[] key = new byte[1 + random.nextInt(4)];
      random.nextBytes(key);
      keys.add(key);
      batch.put(Table.FEED, key, Keys.number(i));
    }
    disk.write(batch, false);
    byte[] from = {0x20};
    byte[] until = {(byte) 0xd0, 1};
    List<byte[]> expected =
        keys.stream()
            .filter(key ->
                Arrays.compareUnsigned(key, from) >= 0 && Arrays.compareUnsigned(key, until) < 0)
            .sorted(Arrays::compareUnsigned)
            .map(java.nio.ByteBuffer::wrap)
            .distinct()
            .map(java.nio.ByteBuffer::array)
            .toList();
    assertThat(keys(disk.scan(Table.FEED, from, until))).containsExactlyElementsOf(expected);
    assertThat(keys(disk.scanBack(Table.FEED, from, until)))
        .containsExactlyElementsOf(expected.reversed());
    assertThat(keys(disk.scan(Table.FEED, until, from))).isEmpty();
  }

  @Test
  void a_scan_goes_back_and_forth_over_what_was_there_when_it_began() {
    disk.write(put("a", "1").put(Table.META, bytes("c"), bytes("3")), false);
    try (Cursor cursor = disk.scan(Table.META, bytes("a"), bytes("z"))) {
      cursor.seek(bytes("a"));
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.key()).isEqualTo(bytes("a"));
      disk.write(put("b", "2").delete(Table.META, bytes("c")), false);
      cursor.seek(bytes("b"));
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.value()).isEqualTo(bytes("3"));
      assertThat(cursor.next()).isFalse();
      cursor.seek(bytes("a"));
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.value()).isEqualTo(bytes("1"));
      cursor.seek(bytes("d"));
      assertThat(cursor.next()).isFalse();
    }
  }

  @Test
  void a_scan_sees_what_was_there_when_it_began() {
    disk.write(put("a", "1").put(Table.META, bytes("c"), bytes("3")), false);
    try (Cursor cursor = disk.scan(Table.META, bytes("a"), bytes("z"))) {
      assertThat(cursor.next()).isTrue();
      disk.write(put("b", "2").delete(Table.META, bytes("c")), false);
      assertThat(cursor.value()).isEqualTo(bytes("1"));
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.key()).isEqualTo(bytes("c"));
      assertThat(cursor.value()).isEqualTo(bytes("3"));
      assertThat(cursor.next()).isFalse();
    }
  }

  @Test
  void what_was_synced_and_all_before_it_survives() throws IOException {
    disk.write(put("a", "1"), false);
    disk.write(put("b", "2"), true);
    disk.write(put("c", "3"), false);
    disk.sync();
    disk = killed(disk);
    assertThat(List.of(String.valueOf(read("a")), String.valueOf(read("b"))))
        .containsExactly("1", "2");
    assertThat(read("c")).isEqualTo("3");
  }

  @Test
  void an_orderly_end_keeps_everything() throws IOException {
    disk.write(put("a", "1"), false);
    disk.close();
    assertThatThrownBy(() -> read("a")).isInstanceOf(DiskFailed.class);
    disk = killed(disk);
    assertThat(read("a")).isEqualTo("1");
  }

  @Test
  void a_copy_has_what_was_written_before_it_and_nothing_after() throws IOException {
    disk.write(put("a", "1"), true);
    disk.copyTo(folder.resolve("copy"));
    disk.write(put("a", "2"), true);
    try (Disk copy = openCopy(folder.resolve("copy"))) {
      assertThat(copy.read(Table.META, bytes("a"))).isEqualTo(bytes("1"));
      copy.write(put("b", "3"), true);
    }
    assertThat(read("a")).isEqualTo("2");
    assertThat(read("b")).isNull();
  }

  private @Nullable String read(String key) {
    byte[] value = disk.read(Table.META, bytes(key));
    return value == null ? null : new String(value, UTF_8);
  }

  private static List<byte[]> keys(Cursor cursor) {
    var keys = new ArrayList<byte[]>();
    try (cursor) {
      while (cursor.next()) {
        keys.add(cursor.key());
      }
    }
    return keys;
  }

  static Batch put(String key, String value) {
    return new Batch().put(Table.META, bytes(key), bytes(value));
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
