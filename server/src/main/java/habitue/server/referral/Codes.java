package habitue.server.referral;

import habitue.model.Strand;
import habitue.server.security.Seal;
import habitue.store.Settings;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes and reads the codes of members. A code holds the number of a strand of theirs and 40 bits
 * of a signature, so nothing is kept of one, and nobody else can make one.
 */
public final class Codes {
  /** Without letters that are read as digits. */
  private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** What a signature for another purpose must not open. */
  private static final String AUDIENCE = "referral";

  private static final int BITS = 5;
  private static final int SIGNED = 8;
  private static final int SHORTEST = 4;
  private static final int LONGEST = SIGNED + 12;
  private static final int HEX = 16;

  private final Seal seal;

  public Codes(Settings settings) {
    this.seal = Seal.of(settings);
  }

  /** The code of a strand: always the same. */
  public String of(Strand strand) {
    String number = written(strand.number(), SHORTEST);
    long signature =
        Long.parseLong(seal.signed(AUDIENCE, number).substring(0, SIGNED * BITS / 4), HEX);
    return written(signature, SIGNED) + number;
  }

  /** Whose a code is; empty for one that was not made here. */
  public Optional<Strand> read(String said) {
    String code =
        said.strip()
            .toUpperCase(Locale.ROOT)
            .replace("-", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    boolean fits = code.length() >= SIGNED + SHORTEST && code.length() <= LONGEST;
    if (!fits || code.chars().anyMatch(sign -> SIGNS.indexOf(sign) < 0)) {
      return Optional.empty();
    }
    var strand = new Strand(number(code.substring(SIGNED)));
    return seal.same(of(strand), code) ? Optional.of(strand) : Optional.empty();
  }

  private static String written(long number, int least) {
    var written = new StringBuilder();
    for (long left = number; left > 0; left >>>= BITS) {
      written.append(SIGNS.charAt((int) (left & (SIGNS.length() - 1))));
    }
    while (written.length() < least) {
      written.append(SIGNS.charAt(0));
    }
    return written.reverse().toString();
  }

  private static long number(String written) {
    long number = 0;
    for (int i = 0; i < written.length(); i++) {
      number = number << BITS | SIGNS.indexOf(written.charAt(i));
    }
    return number;
  }
}
