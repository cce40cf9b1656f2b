package habitue.server.sieve;

import habitue.model.Fields;
import habitue.model.Reality;

/** A message as it may be written down, and whether a customer speaks. */
public record Sifted(Fields message, Reality reality) {}
