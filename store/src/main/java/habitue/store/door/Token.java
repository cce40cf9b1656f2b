package habitue.store.door;

import habitue.model.Packer;
import habitue.model.Unpacker;

/**
 * A keyed hash standing for an identifier, so that the door's tables hold no name, address or
 * number of a person: the first 128 bits of HMAC-SHA-256 over type, store and value.
 */
public record Token(long high, long low) {

  void write(Packer to) {
    to.fixed(high).fixed(low);
  }

  static Token read(Unpacker from) {
    return new Token(from.fixed(), from.fixed());
  }

  byte[] key() {
    return new Packer(16).fixed(high).fixed(low).bytes();
  }
}
