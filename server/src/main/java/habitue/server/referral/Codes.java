package habitue.server.referral;

import habitue.model.Strand;
import habitue.server.security.Hashes;
import habitue.server.security.Seal;
import habitue.server.security.Typed;
import habitue.store.Settings;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes and reads the codes of members. A code holds the number of a strand of theirs and a mark of
 * it, so nothing is kept of one, and nobody else can make one.
 */
public final class Codes {
  /** What a mark for another purpose must not open. */
  private static final String AUDIENCE = "referral";

  private static final int SHORTEST = 4;

  private final Seal seal;

  public Codes(Settings settings) {
    this.seal = Seal.of(settings);
  }

  /** The code of a strand: always the same. */
  public String of(Strand strand) {
    String number = Typed.of(strand.number(), SHORTEST);
    return seal.mark(AUDIENCE, number) + number;
  }

  /** Whose a code is; empty for one that was not made here. */
  public Optional<Strand> read(String said) {
    String code = Typed.meant(said.strip()).replace("-", "");
    if (code.length() < Seal.MARK + SHORTEST) {
      return Optional.empty();
    }
    OptionalLong number = Typed.number(code.substring(Seal.MARK));
    return number.isEmpty() || number.getAsLong() == 0
        ? Optional.empty()
        : Optional.of(new Strand(number.getAsLong())).filter(it -> Hashes.same(of(it), code));
  }
}
