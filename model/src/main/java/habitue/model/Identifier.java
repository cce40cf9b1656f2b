package habitue.model;

/**
 * A name someone goes by. Values are compared as given, except e-mails and phones, which are
 * normalised by whoever builds one.
 *
 * @param store the shop an order id counts in; empty for all other types
 */
public record Identifier(IdentifierType type, String value, String store) {
  public Identifier {
    if (value.isEmpty() || value.length() > 512) {
      throw new IllegalArgumentException("an identifier has 1 to 512 characters");
    }
  }

  public Identifier(IdentifierType type, String value) {
    this(type, value, "");
  }
}
