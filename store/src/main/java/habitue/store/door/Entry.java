package habitue.store.door;

import habitue.model.IdentifierType;
import habitue.model.Packer;
import habitue.model.Unpacker;
import java.util.Arrays;

/**
 * What the directory holds of one identifier.
 *
 * @param strand the strand its events are filed under
 * @param claimant the strand that claimed a weak one; 0 for none
 * @param closed a weak one claimed twice: its later events are a new visitor
 * @param partners hashes of the identifiers it came with, at most {@link #MOST_PARTNERS} and one
 */
record Entry(IdentifierType type, long strand, long claimant, boolean closed, long[] partners) {
  static final int MOST_PARTNERS = 50;

  static Entry open(IdentifierType type, long strand, long claimant) {
    return new Entry(type, strand, claimant, false, new long[0]);
  }

  /** Came with too many others to tell one person: a till, a test account, {@code "null"}. */
  boolean crowded() {
    return partners.length > MOST_PARTNERS;
  }

  boolean knows(Token partner) {
    for (long each : partners) {
      if (each == partner.high()) {
        return true;
      }
    }
    return false;
  }

  Entry withPartner(Token partner) {
    if (crowded() || knows(partner)) {
      return this;
    }
    long[] more = Arrays.copyOf(partners, partners.length + 1);
    more[partners.length] = partner.high();
    return new Entry(type, strand, claimant, closed, more);
  }

  Entry claimedBy(long newClaimant) {
    return new Entry(type, strand, newClaimant, closed, partners);
  }

  Entry close() {
    return new Entry(type, strand, claimant, true, partners);
  }

  byte[] bytes() {
    var to =
        new Packer(32 + 8 * partners.length).one((byte) 1).unsigned(type.number()).unsigned(strand);
    to.unsigned(claimant).flag(closed).unsigned(partners.length);
    for (long each : partners) {
      to.fixed(each);
    }
    return to.bytes();
  }

  static Entry of(byte[] bytes) {
    var from = new Unpacker(bytes);
    from.one();
    IdentifierType type = IdentifierType.numbered(from.count());
    long strand = from.unsigned();
    long claimant = from.unsigned();
    boolean closed = from.flag();
    long[] partners = new long[from.count()];
    for (int i = 0; i < partners.length; i++) {
      partners[i] = from.fixed();
    }
    return new Entry(type, strand, claimant, closed, partners);
  }
}
