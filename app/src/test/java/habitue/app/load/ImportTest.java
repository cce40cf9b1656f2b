package habitue.app.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import habitue.app.load.FileImport.Imported;
import habitue.engine.Context;
import habitue.model.JournalRecord;
import habitue.model.Mode;
import habitue.model.Rates;
import habitue.model.Slots;
import habitue.store.Options;
import habitue.store.Quarantine;
import habitue.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the past, through the door of a real store. */
class ImportTest {
  private static final Options OPTIONS =
      Options.of(new Context("", "EUR", ZoneId.of("UTC"), Rates.NONE));

  private static final int MANY = 20_000;

  @TempDir Path folder;

  @Test
  void a_gzip_file_comes_in_as_history() throws IOException {
    Path file = gzip("past.jsonl.gz", page(1) + "\n" + page(2) + "\n\n" + page(3) + "\n");
    try (Store store = open(OPTIONS)) {
      assertThat(load(store, file)).isEqualTo(new Imported(3, 0, 0, false));
      assertThat(records(store)).hasSize(3).allMatch(each -> each.stamp().mode() == Mode.HISTORY);
    }
  }

  @Test
  void a_file_is_of_the_store_and_the_channel_that_were_named() throws IOException {
    Path file = write("past.jsonl", page(1) + "\n");
    try (Store store = open(OPTIONS)) {
      new FileImport(store, FileImport.source("uk", "till"), quiet()).run(file);
      assertThat(records(store))
          .allMatch(each -> each.stamp().source().store().equals("uk"))
          .allMatch(each -> each.stamp().source().channel().equals("till"))
          .hasSize(1);
    }
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> FileImport.source("U K", ""))
        .withMessageContaining("--store is a short word");
  }

  @Test
  void the_mark_that_some_editors_set_before_a_text_is_none_of_it() throws IOException {
    Path file = write("past.jsonl", "\uFEFF" + page(1) + "\n" + page(2) + "\n");
    try (Store store = open(OPTIONS)) {
      assertThat(load(store, file)).isEqualTo(new Imported(2, 0, 0, false));
    }
  }

  @Test
  void a_number_without_end_is_a_bad_line_and_the_others_come_in() throws IOException {
    String endless = page(2).replaceFirst("\\{", "{\"properties\":{\"n\":1e99999999999},");
    Path file = write("past.jsonl", page(1) + "\n" + endless + "\n" + page(3) + "\n");
    try (Store store = open(OPTIONS)) {
      assertThat(load(store, file)).isEqualTo(new Imported(2, 0, 1, false));
    }
  }

  @Test
  void a_picture_is_refused_before_anything_is_taken() throws IOException {
    Path file = folder.resolve("shop.png");
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0});
    try (Store store = open(OPTIONS)) {
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> load(store, file))
          .withMessageContaining("shop.png is no file of JSON lines");
      assertThat(store.status().accepted()).isZero();
      assertThat(refusals(store)).isEmpty();
    }
  }

  @Test
  void a_bad_line_goes_to_quarantine_with_its_number_and_the_rest_comes_in() throws IOException {
    Path file = write("past.jsonl", page(1) + "\n" + page(2) + "\n{\"type\":\n" + page(4));
    try (Store store = open(OPTIONS)) {
      assertThat(load(store, file)).isEqualTo(new Imported(3, 0, 1, false));
      assertThat(refusals(store)).containsExactly("past.jsonl:3 bad_json");
    }
  }

  @Test
  void the_same_file_twice_is_nothing_new_whatever_it_is_called() throws IOException {
    Path file = write("past.jsonl", page(1) + "\nnonsense\n" + page(3) + "\n");
    try (Store store = open(OPTIONS)) {
      load(store, file);
      Path renamed = Files.move(file, folder.resolve("other.jsonl"));
      assertThat(load(store, renamed)).isEqualTo(new Imported(0, 0, 0, true));
      assertThat(store.status().accepted()).isEqualTo(2);
      assertThat(refusals(store)).containsExactly("past.jsonl:2 bad_json");
    }
  }

  @Test
  void an_import_that_was_stopped_goes_on_and_refuses_no_line_twice() throws Exception {
    Path file = write("past.jsonl", manyWithBadEvery(100));
    try (Store store = open(OPTIONS)) {
      assertThat(stopHalfWay(store, file)).hasMessageContaining("start again to go on");
      Imported rest = load(store, file);
      assertThat(rest.taken()).isPositive().isLessThan(MANY - MANY / 100);
      assertThat(store.status().accepted()).isEqualTo(MANY - MANY / 100);
      assertThat(refusals(store)).hasSize(MANY / 100).doesNotHaveDuplicates();
      assertThat(load(store, file).knownAlready()).isTrue();
    }
  }

  @Test
  void a_file_that_breaks_off_is_said_to_and_its_bad_lines_are_kept_once() throws IOException {
    byte[] whole = Files.readAllBytes(gzip("whole.gz", manyWithBadEvery(1_000)));
    Path file = folder.resolve("past.jsonl.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length - 100));
    try (Store store = open(OPTIONS)) {
      for (int time = 0; time < 3; time++) {
        assertThatExceptionOfType(Refused.class)
            .isThrownBy(() -> load(store, file))
            .withMessageContaining("past.jsonl.gz cannot be read");
      }
      assertThat(store.status().accepted()).isPositive();
      assertThat(refusals(store)).contains("past.jsonl.gz:1000 bad_json").doesNotHaveDuplicates();
    }
  }

  @Test
  void a_store_that_takes_no_more_is_told_in_its_words() throws IOException {
    Path file = write("past.jsonl", manyWithBadEvery(1_000));
    try (Store store = open(OPTIONS.sparing(Long.MAX_VALUE))) {
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> load(store, file))
          .withMessageContaining("the store took no more: The disk is nearly full");
      assertThat(store.status().accepted()).isZero();
    }
    try (Store store = open(OPTIONS)) {
      assertThat(load(store, file).taken()).isEqualTo(MANY - MANY / 1_000);
    }
  }

  private static Throwable stopHalfWay(Store store, Path file) throws InterruptedException {
    var stopped = new AtomicReference<Throwable>();
    Thread importing =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((_, refused) -> stopped.set(refused))
            .start(() -> load(store, file));
    while (store.status().accepted() == 0) {
      Thread.sleep(1);
    }
    importing.interrupt();
    importing.join();
    return stopped.get();
  }

  private Store open(Options options) {
    return Store.open(folder.resolve("data"), options);
  }

  private static Imported load(Store store, Path file) {
    return new FileImport(store, FileImport.source("", "import"), quiet()).run(file);
  }

  private static Progress quiet() {
    return new Progress(new PrintStream(OutputStream.nullOutputStream()), false);
  }

  private static List<String> refusals(Store store) {
    List<String> refusals = new ArrayList<>();
    for (Quarantine.Refusal each : store.quarantine().newest(1_000, Long.MAX_VALUE)) {
      refusals.add(each.where() + " " + each.code());
    }
    Collections.reverse(refusals);
    return refusals;
  }

  private static List<JournalRecord> records(Store store) {
    List<JournalRecord> records = new ArrayList<>();
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      store.reader().records(slot, 0, records::add);
    }
    return records;
  }

  private static String page(int number) {
    return "{\"type\":\"page\",\"userId\":\"u%d\",\"timestamp\":\"2020-01-01T00:00:00Z\"}"
        .formatted(number);
  }

  private static String manyWithBadEvery(int lines) {
    return IntStream.rangeClosed(1, MANY)
        .mapToObj(number -> number % lines == 0 ? "nonsense" : page(number))
        .collect(Collectors.joining("\n"));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path gzip(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (var to = new GZIPOutputStream(Files.newOutputStream(file))) {
      to.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
