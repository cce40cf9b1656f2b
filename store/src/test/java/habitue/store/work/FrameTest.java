package habitue.store.work;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.CustomerId;
import habitue.model.Packer;
import habitue.model.Strand;
import habitue.store.journal.EntityCodec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final CustomerId ANN = new CustomerId(1);

  @Test
  void whoever_waits_has_the_strands_of_the_decision_once_the_wait_is_over() {
    Frame waiting =
        Frame.of(ANN, 7)
            .with(new Strand(1))
            .waiting(20, NOON, List.of(new Strand(1), new Strand(14)))
            .with(new Strand(6));
    Frame read = Frame.of(waiting.bytes());
    assertThat(read).isEqualTo(waiting);
    assertThat(read.strands()).containsExactly(new Strand(1), new Strand(14), new Strand(6));
    Frame arrived = read.arrived(requireNonNull(read.awaited()));
    assertThat(arrived.awaited()).isNull();
    assertThat(arrived.strands()).containsExactly(new Strand(1), new Strand(14));
  }

  @Test
  void a_wait_written_before_it_counted_its_strands_knows_them_all() {
    var old = new Packer(64).one((byte) 1);
    EntityCodec.write(ANN, old);
    old.signed(7).unsigned(2).unsigned(1).unsigned(14);
    old.instantOrNull(null).flag(true).unsigned(20).instant(NOON).flag(false);
    assertThat(Frame.of(old.bytes()).awaited()).isEqualTo(new Frame.Wait(20, NOON, 2));
  }
}
