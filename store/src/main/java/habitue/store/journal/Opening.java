package habitue.store.journal;

import habitue.engine.Packing;
import habitue.model.Fact;
import habitue.model.Packer;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.model.Unpacker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a customer's records up to a cut, some of which are kept no more.
 *
 * @param cut records folded at a later time are folded as ever
 * @param through records that came later than this position are folded as ever
 * @param strands whose records it covers; it holds for whoever has all of them
 * @param wake when the state it keeps is to be woken
 * @param parts of the state; empty where nothing had expired up to the cut
 * @param reading parts of what decided how the records were read
 * @param shape what the places in the state stand for; empty where it was not written down
 * @param facts what kept records stated, that folding them again does not state
 */
public record Opening(
    Instant cut,
    long through,
    List<Strand> strands,
    @Nullable Instant wake,
    List<byte[]> parts,
    List<byte[]> reading,
    List<String> shape,
    List<Fact> facts) {
  // 2: with the shape.
  private static final byte VERSION = 2;

  public Opening {
    strands = List.copyOf(strands);
    parts = List.copyOf(parts);
    reading = List.copyOf(reading);
    shape = List.copyOf(shape);
    facts = List.copyOf(facts);
  }

  /** That nothing had expired up to a cut, so that nobody looks again soon. */
  public static Opening blank(Instant cut, long through, List<Strand> strands) {
    return new Opening(cut, through, strands, null, List.of(), List.of(), List.of(), List.of());
  }

  boolean isBlank() {
    return parts.isEmpty();
  }

  /** Whether a record is in what it keeps. */
  public boolean covers(Stamp stamp) {
    return stamp.position() <= through
        && !stamp.now().isAfter(cut)
        && strands.contains(stamp.strand());
  }

  byte[] bytes() {
    var to = new Packer().one(VERSION).instant(cut).unsigned(through).unsigned(strands.size());
    strands.forEach(strand -> to.unsigned(strand.number()));
    to.instantOrNull(wake);
    blocks(parts, to);
    blocks(reading, to);
    Packing.texts(shape, to);
    FactCodec.write(facts, to);
    return to.bytes();
  }

  private static void blocks(List<byte[]> blocks, Packer to) {
    to.unsigned(blocks.size());
    blocks.forEach(to::block);
  }

  static Opening of(byte[] bytes) {
    var from = new Unpacker(bytes);
    byte version = from.one();
    if (version > VERSION) {
      throw new IllegalStateException("an opening was written by a newer program: " + version);
    }
    Instant cut = from.instant();
    long through = from.unsigned();
    int count = from.count();
    var strands = new ArrayList<Strand>(count);
    for (int i = 0; i < count; i++) {
      strands.add(new Strand(from.unsigned()));
    }
    Instant wake = from.instantOrNull();
    List<byte[]> parts = blocks(from);
    List<byte[]> reading = blocks(from);
    List<String> shape = version < 2 ? List.of() : Packing.texts(from);
    return new Opening(cut, through, strands, wake, parts, reading, shape, FactCodec.read(from));
  }

  private static List<byte[]> blocks(Unpacker from) {
    int count = from.count();
    var blocks = new ArrayList<byte[]>(count);
    for (int i = 0; i < count; i++) {
      blocks.add(from.block());
    }
    return blocks;
  }
}
