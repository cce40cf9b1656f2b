package habitue.model;

import java.time.Instant;

/**
 * Something the brand bound itself to. Written once, in the batch that decided it; undone only by
 * another that names it.
 *
 * @param strand whose it is, should the customer be split
 * @param now where it stands among the records of its customer: (now, position, ordinal)
 * @param name in the past tense: {@code Gift Reserved}
 */
public record Commitment(
    EntityId entity,
    Strand strand,
    Instant now,
    long position,
    int ordinal,
    String name,
    Fields details,
    Because because)
    implements Comparable<Commitment> {

  @Override
  public int compareTo(Commitment other) {
    int byNow = now.compareTo(other.now);
    int byPosition = byNow != 0 ? byNow : Long.compare(position, other.position);
    return byPosition != 0 ? byPosition : Integer.compare(ordinal, other.ordinal);
  }
}
