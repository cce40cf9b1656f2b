package habitue.store.door;

import habitue.model.CustomerId;
import habitue.model.Packer;
import habitue.model.Strand;
import habitue.model.Unpacker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * That someone was erased: enough to do it again on an old copy, and to know what was theirs should
 * it be brought again. Holds no name, only numbers and keyed hashes.
 *
 * @param position where the journal has it; with {@code at} it tells one erasure from another
 * @param hashes what they were known by
 */
public record Erasure(
    long position, Instant at, CustomerId customer, List<Strand> strands, List<Token> hashes) {
  public Erasure {
    strands = List.copyOf(strands);
    hashes = List.copyOf(hashes);
  }

  public byte[] bytes() {
    var to = new Packer().one((byte) 1).unsigned(position).instant(at).unsigned(customer.number());
    to.unsigned(strands.size());
    strands.forEach(strand -> to.unsigned(strand.number()));
    to.unsigned(hashes.size());
    hashes.forEach(hash -> hash.write(to));
    return to.bytes();
  }

  public static Erasure of(byte[] bytes) {
    var from = new Unpacker(bytes);
    if (from.one() != 1) {
      throw new IllegalArgumentException("an erasure was written by a newer program");
    }
    long position = from.unsigned();
    Instant at = from.instant();
    var customer = new CustomerId(from.unsigned());
    int count = from.count();
    var strands = new ArrayList<Strand>();
    for (int i = 0; i < count; i++) {
      strands.add(new Strand(from.unsigned()));
    }
    int known = from.count();
    var hashes = new ArrayList<Token>();
    for (int i = 0; i < known; i++) {
      hashes.add(Token.read(from));
    }
    return new Erasure(position, at, customer, strands, hashes);
  }
}
