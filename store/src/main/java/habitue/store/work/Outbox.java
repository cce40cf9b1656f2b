package habitue.store.work;

import habitue.engine.Send;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Strand;
import habitue.model.Unpacker;
import habitue.model.ValueCodec;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.journal.EntityCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends on their way. Written with the batch of the step that sent them; taken away with the door's
 * batch that files them, so each arrives exactly once and a sender's in order.
 */
public final class Outbox {
  /** 2: with the strand a send is for. */
  private static final byte VERSION = 2;

  private Outbox() {}

  /** A send with its place in the outbox. */
  public record Letter(byte[] key, EntityId from, Send send) {
    /** The strand it is filed under, if it is for this entity alone and not for its successor. */
    public Optional<Strand> personal() {
      return send.name().equals(HandOver.NAME)
          ? Optional.of(HandOver.strand(send.details()))
          : Optional.empty();
    }
  }

  static Letter put(EntityId from, long sequence, Send send, Batch batch) {
    byte[] key = Keys.of(from.slot(), from.number(), sequence);
    var to = new Packer().one(VERSION);
    EntityCodec.write(from, to);
    EntityCodec.write(send.to(), to);
    to.text(send.name());
    ValueCodec.writeFields(send.details(), to);
    to.unsigned(send.strand() == null ? 0 : send.strand().number());
    batch.put(Table.OUTBOX, key, to.bytes());
    return new Letter(key, from, send);
  }

  /** All that was on its way when the store was closed. */
  public static List<Letter> waiting(Disk disk) {
    var letters = new ArrayList<Letter>();
    byte[] until = Keys.after(new byte[] {(byte) 0xff});
    try (Cursor cursor = disk.scan(Table.OUTBOX, new byte[] {0}, until)) {
      while (cursor.next()) {
        letters.add(read(cursor.key(), cursor.value()));
      }
    }
    return letters;
  }

  /** Whether anything is on its way. */
  public static boolean any(Disk disk) {
    byte[] until = Keys.after(new byte[] {(byte) 0xff});
    try (Cursor cursor = disk.scan(Table.OUTBOX, new byte[] {0}, until)) {
      return cursor.next();
    }
  }

  private static Letter read(byte[] key, byte[] value) {
    var from = new Unpacker(value);
    byte version = from.one();
    EntityId sender = EntityCodec.read(from);
    EntityId to = EntityCodec.read(from);
    String name = from.text();
    Fields details = ValueCodec.readFields(from);
    long strand = version < 2 ? 0 : from.unsigned();
    return new Letter(
        key, sender, new Send(to, name, details, strand == 0 ? null : new Strand(strand)));
  }
}
