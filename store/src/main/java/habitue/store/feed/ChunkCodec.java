package habitue.store.feed;

import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.model.ValueCodec;
import habitue.store.journal.BodyCodec;
import habitue.store.journal.FactCodec;
import java.util.ArrayList;
import java.util.List;

/** Packs chunks. They live for seconds, so there is one version at a time. */
public final class ChunkCodec {
  private ChunkCodec() {}

  public static byte[] write(List<Change> changes) {
    var to = new Packer().one((byte) 1).unsigned(changes.size());
    changes.forEach(change -> write(change, to));
    return to.bytes();
  }

  public static List<Change> read(byte[] bytes) {
    var from = new Unpacker(bytes);
    from.one();
    int count = from.count();
    var changes = new ArrayList<Change>(count);
    for (int i = 0; i < count; i++) {
      changes.add(read(from));
    }
    return changes;
  }

  private static void write(Change change, Packer to) {
    switch (change) {
      case Change.Filed(int slot, long position) ->
          to.one((byte) 1).unsigned(slot).unsigned(position);
      case Change.Stated(CustomerId customer, List<Fact> facts) -> {
        to.one((byte) 2).unsigned(customer.number());
        FactCodec.write(facts, to);
      }
      case Change.Restated(CustomerId customer, List<Fact> facts, Fields moved) -> {
        to.one((byte) 8).unsigned(customer.number());
        FactCodec.write(facts, to);
        ValueCodec.writeFields(moved, to);
      }
      case Change.Touched(CustomerId customer) -> to.one((byte) 4).unsigned(customer.number());
      case Change.Forgotten(CustomerId customer, long position, Body.Forgotten what) ->
          to.one((byte) 6)
              .unsigned(customer.number())
              .unsigned(position)
              .block(BodyCodec.write(what));
      case Change.Expired(List<Long> positions) -> {
        to.one((byte) 7).unsigned(positions.size());
        positions.forEach(to::unsigned);
      }
      case Change.Retired(CustomerId customer, CustomerId into) ->
          to.one((byte) 5).unsigned(customer.number()).unsigned(into.number());
    }
  }

  private static Change read(Unpacker from) {
    byte tag = from.one();
    return switch (tag) {
      case 1 -> new Change.Filed(from.count(), from.unsigned());
      case 2 -> new Change.Stated(new CustomerId(from.unsigned()), FactCodec.read(from));
      case 3 -> new Change.Restated(new CustomerId(from.unsigned()), FactCodec.read(from));
      case 8 ->
          new Change.Restated(
              new CustomerId(from.unsigned()), FactCodec.read(from), ValueCodec.readFields(from));
      case 4 -> new Change.Touched(new CustomerId(from.unsigned()));
      case 5 ->
          new Change.Retired(new CustomerId(from.unsigned()), new CustomerId(from.unsigned()));
      case 6 ->
          new Change.Forgotten(
              new CustomerId(from.unsigned()),
              from.unsigned(),
              (Body.Forgotten) BodyCodec.read(BodyCodec.FORGOTTEN, from.block()));
      case 7 -> new Change.Expired(positions(from));
      default -> throw new IllegalStateException("unknown change: " + tag);
    };
  }

  private static List<Long> positions(Unpacker from) {
    int count = from.count();
    var positions = new ArrayList<Long>(count);
    for (int i = 0; i < count; i++) {
      positions.add(from.unsigned());
    }
    return positions;
  }
}
