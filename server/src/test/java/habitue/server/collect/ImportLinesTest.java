package habitue.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.playbook.Playbook;
import habitue.server.FakeDoor;
import habitue.server.security.Key;
import habitue.server.sieve.Counts;
import habitue.server.sieve.Places;
import habitue.server.sieve.Sieve;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of a file go the way of HTTP's events: same checks, same quarantine. */
class ImportLinesTest {
  private static final KnownSource FILE =
      new KnownSource(
          new Source(9, "import", Trust.IMPORT, "uk", "shop"),
          Key.of("no key at all", Instant.EPOCH, null, 0),
          List.of(),
          "");

  private final FakeDoor door = new FakeDoor();
  private final List<String> refused = new ArrayList<>();
  private final Sieve sieve = new Sieve(Playbook.DEFAULT.traffic(), Places.NONE, Counts.inMemory());
  private final Collector collector =
      new Collector(
          door,
          this::note,
          door,
          sieve,
          new Unnamed(Playbook.DEFAULT.purposes(), sieve, (_, _, _) -> {}),
          CollectMeters.unread(),
          InstantSource.system());

  private void note(
      Instant at, String where, String code, String field, String message, Fields excerpt) {
    refused.add(where + " " + code + " " + field);
  }

  private static byte[] line(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void good_lines_are_history_and_bad_ones_are_named() {
    List<byte[]> lines =
        List.of(
            line("{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2020-01-01T00:00:00Z\"}"),
            line("GIF89a\1\2\3"),
            line("{\"type\":\"page\"}"),
            new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
    var outcome = collector.history(FILE, lines, index -> "orders.jsonl:" + (100 + index));
    assertThat(outcome.taken()).isEqualTo(1);
    assertThat(door.lastFiled().history()).isTrue();
    assertThat(refused)
        .containsExactly(
            "orders.jsonl:101 bad_json ",
            "orders.jsonl:102 no_identifier userId",
            "orders.jsonl:103 bad_encoding ");
  }

  @Test
  void a_file_twice_is_the_same_events() {
    List<byte[]> lines = List.of(line("{\"type\":\"page\",\"userId\":\"u\",\"name\":\"Home\"}"));
    collector.history(FILE, lines, Integer::toString);
    collector.history(FILE, lines, Integer::toString);
    assertThat(door.filed()).hasSize(1);
  }
}
