package habitue.store.journal;

import habitue.model.Body;
import habitue.model.Body.Change;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Packer;
import habitue.model.Strand;
import habitue.model.Unpacker;
import habitue.model.ValueCodec;
import java.util.ArrayList;
import java.util.List;

/** Packs the personal part of a record: what is compressed and sealed. Kinds are fixed for ever. */
public final class BodyCodec {
  static final byte HAPPENED = 1;
  static final byte ASKED = 2;
  static final byte DELIVERED = 3;
  static final byte REGROUPED = 4;
  public static final byte FORGOTTEN = 5;

  private BodyCodec() {}

  static byte kind(Body body) {
    return switch (body) {
      case Body.Happened happened -> HAPPENED;
      case Body.Asked asked -> ASKED;
      case Body.Delivered delivered -> DELIVERED;
      case Body.Regrouped regrouped -> REGROUPED;
      case Body.Forgotten forgotten -> FORGOTTEN;
      case Body.Erased erased -> throw new IllegalArgumentException("what is erased has no bytes");
    };
  }

  public static byte[] write(Body body) {
    var to = new Packer();
    switch (body) {
      case Body.Happened(Event event) -> ValueCodec.writeFields(event.message(), to);
      case Body.Asked asked -> {
        to.text(asked.name()).text(asked.idempotencyKey()).text(asked.author());
        ValueCodec.writeFields(asked.details(), to);
      }
      case Body.Delivered delivered -> {
        EntityCodec.write(delivered.from(), to);
        to.text(delivered.name());
        ValueCodec.writeFields(delivered.details(), to);
      }
      case Body.Regrouped regrouped -> writeRegrouped(regrouped, to);
      case Body.Forgotten forgotten -> writeForgotten(forgotten, to);
      case Body.Erased erased -> throw new IllegalArgumentException("what is erased has no bytes");
    }
    return to.bytes();
  }

  public static Body read(byte kind, byte[] bytes) {
    var from = new Unpacker(bytes);
    return switch (kind) {
      case HAPPENED -> new Body.Happened(Event.of(ValueCodec.readFields(from)));
      case ASKED ->
          new Body.Asked(from.text(), from.text(), from.text(), ValueCodec.readFields(from));
      case DELIVERED ->
          new Body.Delivered(EntityCodec.read(from), from.text(), ValueCodec.readFields(from));
      case REGROUPED -> readRegrouped(from);
      case FORGOTTEN -> readForgotten(from);
      default -> throw new IllegalStateException("unknown kind of record: " + kind);
    };
  }

  private static void writeRegrouped(Body.Regrouped regrouped, Packer to) {
    to.flag(regrouped.change() == Change.JOIN);
    to.unsigned(regrouped.giver().number()).unsigned(regrouped.taker().number());
    writeStrands(regrouped.moved(), to);
    writeStrands(regrouped.taking(), to);
    Identifier identifier = regrouped.identifier();
    to.text(regrouped.reason()).text(identifier.type().wireName());
    to.text(identifier.value()).text(identifier.store()).text(regrouped.author());
  }

  private static Body.Regrouped readRegrouped(Unpacker from) {
    Change change = from.flag() ? Change.JOIN : Change.SPLIT;
    var giver = new CustomerId(from.unsigned());
    var taker = new CustomerId(from.unsigned());
    List<Strand> moved = readStrands(from);
    List<Strand> taking = readStrands(from);
    String reason = from.text();
    IdentifierType type = IdentifierType.named(from.text()).orElseThrow();
    var identifier = new Identifier(type, from.text(), from.text());
    return new Body.Regrouped(change, giver, taker, moved, taking, reason, identifier, from.text());
  }

  private static void writeForgotten(Body.Forgotten forgotten, Packer to) {
    to.unsigned(forgotten.customer().number());
    writeStrands(forgotten.strands(), to);
    to.unsigned(forgotten.commands().size());
    forgotten.commands().forEach(to::unsigned);
    to.unsigned(forgotten.orders().size());
    forgotten.orders().forEach(order -> ValueCodec.writeFields(order, to));
    writeStrands(forgotten.left(), to);
  }

  private static Body.Forgotten readForgotten(Unpacker from) {
    var customer = new CustomerId(from.unsigned());
    List<Strand> strands = readStrands(from);
    int asked = from.count();
    var commands = new ArrayList<Long>(asked);
    for (int i = 0; i < asked; i++) {
      commands.add(from.unsigned());
    }
    int ordered = from.count();
    var orders = new ArrayList<Fields>(ordered);
    for (int i = 0; i < ordered; i++) {
      orders.add(ValueCodec.readFields(from));
    }
    List<Strand> left = from.atEnd() ? List.of() : readStrands(from);
    return new Body.Forgotten(customer, strands, commands, orders, left);
  }

  private static void writeStrands(List<Strand> strands, Packer to) {
    to.unsigned(strands.size());
    strands.forEach(strand -> to.unsigned(strand.number()));
  }

  private static List<Strand> readStrands(Unpacker from) {
    int count = from.count();
    var strands = new ArrayList<Strand>();
    for (int i = 0; i < count; i++) {
      strands.add(new Strand(from.unsigned()));
    }
    return strands;
  }
}
