package habitue.server.api;

import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.Names;

/** How a customer is named in an address: by id, or by an identifier that says nothing of them. */
sealed interface Reference {

  record Internal(CustomerId id) implements Reference {}

  record Named(Identifier identifier) implements Reference {}

  static Reference parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Internal(CustomerId.parse(text).orElseThrow(() -> bad("an id looks like c1a2b")))
        : new Named(identifier(text.substring(0, colon), text.substring(colon + 1), ""));
  }

  /** An identifier as a request says it, in the form it is compared in. */
  static Identifier identifier(String type, String value, String store) {
    IdentifierType known =
        IdentifierType.named(type)
            .orElseThrow(
                () -> bad("types are userId, anonymousId, card, device, email, phone, orderId"));
    return Names.normal(known, value, store)
        .orElseThrow(
            () -> bad("an identifier has 1 to 512 characters, an e-mail an @, a phone 6 digits"));
  }

  private static RefusedRequest bad(String detail) {
    return new RefusedRequest(Code.BAD_REFERENCE, detail);
  }
}
