package habitue.engine.standing;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Value;
import habitue.model.ValueCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class AskingCodecTest {
  private static final Fields MESSAGE =
      Fields.of("type", Value.of("track")).with("event", "Product Viewed");

  @Test
  void what_is_held_back_is_read_as_it_was_written() {
    Asking asking = asking();
    byte[] bytes = AskingCodec.write(asking);
    assertThat(AskingCodec.read(bytes)).isEqualTo(asking).hasSameHashCodeAs(asking);
    assertThat(AskingCodec.write(AskingCodec.read(bytes))).isEqualTo(bytes);
  }

  /** It stood there without its length. */
  @Test
  void the_first_version_is_read_too() {
    var to = new Packer().one((byte) 1).flag(true).unsigned(0).unsigned(1);
    to.text("gift").text("Women").signed(10).signed(20).flag(false).flag(false).unsigned(1);
    to.signed(10).signed(11).unsigned(12).unsigned(3).text("uk").text("web");
    ValueCodec.writeFields(MESSAGE, to);
    byte[] bytes = to.unsigned(4).unsigned(0).bytes();
    Asking read = AskingCodec.read(bytes);
    assertThat(read).isEqualTo(asking());
    assertThat(read.open().getFirst().kept().getFirst().message().fields()).isEqualTo(MESSAGE);
  }

  private static Asking asking() {
    var kept = new Asking.Kept(10, 11, 12, 3, "uk", "web", Asking.Message.of(MESSAGE));
    var open = new Asking.Open("gift", "Women", 10, 20, false, null, List.of(kept), 4);
    return new Asking(true, List.of(), List.of(open), List.of());
  }
}
