package habitue.store.door;

import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.IdentifierType.Strength;

/** An identifier with its token. */
record Named(Identifier identifier, Token token) {
  IdentifierType type() {
    return identifier.type();
  }

  boolean weak() {
    return type().strength() == Strength.WEAK;
  }

  /** Order ids name one order each, so a faithful buyer has many: they are no partners. */
  boolean countsAsPartner() {
    return type() != IdentifierType.ORDER_ID;
  }
}
