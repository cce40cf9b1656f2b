package habitue.store.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.model.Because;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.store.disk.Batch;
import habitue.store.disk.RocksDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutgoingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder;
  private RocksDisk disk;
  private Outgoing outgoing;
  private long run = 77;

  @BeforeEach
  void open() {
    open(Outgoing.Kept.USUAL);
  }

  private void open(Outgoing.Kept kept) {
    disk = RocksDisk.open(folder);
    outgoing = new Outgoing(disk, kept, run++);
  }

  @AfterEach
  void close() {
    disk.close();
  }

  private static Outgoing.Telling stated(long customer, Instant at, String... names) {
    List<Fact> facts =
        List.of(names).stream()
            .map(name ->
                new Fact(name, at, at, Fields.NONE, new Because(1, "x", "y", 1, Fields.NONE)))
            .toList();
    return new Outgoing.Telling(at, new Change.Stated(new CustomerId(customer), facts));
  }

  private void tell(Outgoing.Telling... tellings) {
    var batch = new Batch();
    long ticket = outgoing.append(List.of(tellings), batch);
    disk.write(batch, false);
    outgoing.landed(ticket);
  }

  private static List<String> names(Outgoing.Reading reading) {
    return reading.items().stream()
        .map(item ->
            switch (item.news()) {
              case News.Concluded(CustomerId customer, Fact fact) ->
                  customer.number() + " " + fact.name();
              case News.Restated(CustomerId customer, var _) -> customer.number() + " restated";
              case News.Erased(CustomerId customer) -> customer.number() + " erased";
              case News.Joined(CustomerId customer, CustomerId into) ->
                  customer.number() + " into " + into.number();
            })
        .toList();
  }

  @Test
  void everyone_reads_at_their_own_pace() {
    assertThat(outgoing.read(null, 10).items()).isEmpty();
    Position before = outgoing.end();
    tell(stated(1, NOON, "a", "b", "c"), stated(2, NOON, "d"));
    tell(
        new Outgoing.Telling(NOON, new Change.Restated(new CustomerId(1), List.of())),
        new Outgoing.Telling(NOON, new Change.Retired(new CustomerId(2), new CustomerId(1))));
    Outgoing.Reading first = outgoing.read(before, 2);
    assertThat(names(first)).containsExactly("1 a", "1 b");
    assertThat(first.more()).isTrue();
    Position parsed = Position.parse(first.next().text()).orElseThrow();
    Outgoing.Reading rest = outgoing.read(parsed, 10);
    assertThat(names(rest)).containsExactly("1 c", "2 d", "1 restated", "2 into 1");
    assertThat(rest.more()).isFalse();
    assertThat(outgoing.read(rest.next(), 10).items()).isEmpty();
    assertThat(names(outgoing.read(null, 10))).hasSize(6);
  }

  @Test
  void nothing_turns_up_behind_a_reader_though_batches_land_in_any_order() {
    var slow = new Batch();
    long first = outgoing.append(List.of(stated(1, NOON, "a")), slow);
    tell(stated(2, NOON, "b"));
    assertThat(outgoing.read(null, 10).items()).isEmpty();
    disk.write(slow, false);
    outgoing.landed(first);
    assertThat(names(outgoing.read(null, 10))).containsExactly("1 a", "2 b");
  }

  @Test
  void places_hold_over_a_restart() {
    tell(stated(1, NOON, "a"), stated(1, NOON, "b"));
    Position middle = outgoing.read(null, 1).next();
    Position end = outgoing.end();
    close();
    open();
    tell(stated(1, NOON, "c"));
    assertThat(names(outgoing.read(middle, 10))).containsExactly("1 b", "1 c");
    assertThat(names(outgoing.read(end, 10))).containsExactly("1 c");
  }

  @Test
  void a_place_that_this_data_never_had_is_gone_rather_than_another() {
    tell(stated(1, NOON, "a"));
    Position here = outgoing.end();
    var ahead = new Position(here.number() + 5, 0, here.run());
    assertThatThrownBy(() -> outgoing.read(ahead, 1)).isInstanceOf(PositionGone.class);
    var ofAnother = new Position(here.number(), 0, 4711);
    assertThatThrownBy(() -> outgoing.read(ofAnother, 1)).isInstanceOf(PositionGone.class);
    for (String text : List.of("", "x", "AAAA", here.text() + "AAAA", "é")) {
      assertThat(Position.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void what_is_too_old_or_too_much_is_cut_off_in_front() {
    close();
    open(new Outgoing.Kept(Duration.ofDays(7), Long.MAX_VALUE));
    Position start = outgoing.end();
    for (int day = 0; day < 30; day++) {
      for (int i = 0; i < 400; i++) {
        tell(stated(day, NOON.plus(Duration.ofDays(day)), "f"));
      }
    }
    List<String> left = names(outgoing.read(null, 20_000));
    assertThat(left.size()).isBetween(7 * 400, 13 * 400);
    assertThat(left.getLast()).isEqualTo("29 f");
    assertThatThrownBy(() -> outgoing.read(start, 1)).isInstanceOf(PositionGone.class);
    close();
    open(new Outgoing.Kept(Duration.ofDays(7), 50_000));
    assertThatThrownBy(() -> outgoing.read(start, 1)).isInstanceOf(PositionGone.class);
    for (int i = 0; i < 5_000; i++) {
      tell(stated(99, NOON.plus(Duration.ofDays(30)), "f"));
    }
    assertThat(outgoing.read(null, 20_000).items().size()).isLessThan(4_500);
  }

  @Test
  void who_is_forgotten_was_never_told_of() {
    var all = new ArrayList<Outgoing.Telling>();
    for (int i = 0; i < 3_000; i++) {
      all.add(stated(i % 3, NOON, "f"));
    }
    tell(all.toArray(Outgoing.Telling[]::new));
    Position middle = outgoing.read(null, 1_501).next();
    assertThat(outgoing.forget(Set.of(new CustomerId(1)))).isEqualTo(1_000);
    assertThat(names(outgoing.read(null, 5_000))).hasSize(2_000).doesNotContain("1 f");
    assertThat(outgoing.read(middle, 5_000).items()).hasSizeBetween(990, 1_010);
  }
}
