package habitue.server.loyalty.cards;

import habitue.model.Strand;
import habitue.server.security.Hashes;
import habitue.server.security.Seal;
import habitue.server.security.Typed;
import habitue.server.wire.Luhn;
import habitue.store.Settings;
import java.util.Optional;

/*
 * 9, six digits of a mark, the number of a strand in eight digits or more, and Luhn's check digit: 16
 * digits for the first hundred million. No payment card begins with 9. As a referral code, it is kept
 * nowhere, is the same each time, and nobody else can make one; of those who try one number of a
 * million finds somebody. A digit that is wrong, and two neighbours that changed places (but 09 and
 * 90), are told from a number that is nobody's.
 */

/** Makes and reads the card numbers of members. */
public final class CardNumbers {
  /** What a mark for another purpose must not open. */
  private static final String AUDIENCE = "card";

  private static final String FIRST = "9";
  private static final int MARK = 6;
  private static final long MARKS = 1_000_000;
  private static final int NUMBER = 8;
  private static final int SHORTEST = FIRST.length() + MARK + NUMBER + 1;
  private static final int LONGEST = 19;

  private final Seal seal;

  public CardNumbers(Settings settings) {
    this.seal = Seal.of(settings);
  }

  /** The number of a strand: always the same. */
  public String of(Strand strand) {
    String number = filled(strand.number(), NUMBER);
    long mark = Typed.number(seal.mark(AUDIENCE, number)).orElseThrow() % MARKS;
    String digits = FIRST + filled(mark, MARK) + number;
    return digits + Luhn.digit(digits);
  }

  private static String filled(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  /** Whose a number is; empty for one that was not made here. */
  public Optional<Strand> read(String said) {
    if (!like(said)) {
      return Optional.empty();
    }
    long number = Long.parseLong(said.substring(FIRST.length() + MARK, said.length() - 1));
    return number == 0
        ? Optional.empty()
        : Optional.of(new Strand(number)).filter(strand -> Hashes.same(of(strand), said));
  }

  /** Whether it is written as a number of ours is, but for a digit that is wrong. */
  public static boolean mistyped(String said) {
    return like(said) && !Luhn.passes(said);
  }

  private static boolean like(String said) {
    return said.startsWith(FIRST)
        && said.length() >= SHORTEST
        && said.length() <= LONGEST
        && said.chars().allMatch(sign -> sign >= '0' && sign <= '9');
  }
}
