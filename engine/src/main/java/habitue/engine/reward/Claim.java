package habitue.engine.reward;

import habitue.engine.Texts;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Terms;
import java.time.Instant;
import java.util.List;

/**
 * An award that waits for its budget: it is granted once that says there are so many points left.
 *
 * @param award as it will be named
 */
public record Claim(String award, Terms terms, List<Part> parts) {
  public Claim {
    parts = List.copyOf(parts);
  }

  public long points() {
    return Lot.sum(parts);
  }

  /** What stands for its name where others are not to read of whose order it is. */
  public long key() {
    return Texts.hash(award);
  }

  /** The same once what it waits for after that has happened. */
  public Claim activeFrom(Instant at) {
    return new Claim(award, terms.activeFrom(at), parts);
  }

  /** As a lot would be. */
  public Lot granted() {
    return Lot.granted(award, terms, parts);
  }

  boolean same(Claim other) {
    return award.equals(other.award) && terms.strand().equals(other.terms.strand());
  }
}
