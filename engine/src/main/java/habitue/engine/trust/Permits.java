package habitue.engine.trust;

import habitue.model.Consent;
import habitue.model.Stamp;
import habitue.playbook.trust.Purpose;
import habitue.playbook.trust.Purposes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/*
 * What a record may be read for is decided by two words: the record's own, which it came with, and
 * the person's, which may come later and reach back.
 *
 *   - A record that came with categories may be read for what these allow. One that came with none
 *     may be read for what its source vouches for, or else for what the person had agreed to.
 *   - A refusal takes away all that was ever recorded for the purpose; a new yes counts from then.
 *   - A child's records may be read from the day they come of age, or from a parent's agreement.
 *     Of those before, only ids are kept and what tells the age.
 *
 * So each purpose has an instant from which on records may be read, and a second one for records
 * that came with nothing. Live, a person is read by what they said so far. When a statement moves
 * one of these instants past what was read or skipped already, they are folded anew; that fold knows
 * from its first pass what the person says in the end, and so gives the same as the live run.
 */

/** Decides which purposes a record may be read for. */
public final class Permits {
  private Permits() {}

  /** The purposes consented to for a record. Looks only; allocates nothing. */
  public static int consented(Consents consents, Purposes purposes, Stamp stamp) {
    Consent own = stamp.consent();
    boolean vouched = stamp.source().vouches();
    int bits = own.unsaid() ? (vouched ? Purposes.VOUCHED : 0) : purposes.allowed(own);
    for (int i = 0; i < consents.agreements().size(); i++) {
      Agreement agreement = consents.agreements().get(i);
      int bit = agreement.channel().isEmpty() ? purposes.bit(agreement.purpose()) : 0;
      if (stamp.at().isBefore(from(agreement))) {
        bits &= ~bit;
      } else if (own.unsaid() && !stamp.at().isBefore(granted(agreement))) {
        bits |= bit;
      }
    }
    return bits;
  }

  /** The purposes that the person themselves had agreed to at a record's instant. */
  public static int agreed(Consents consents, Purposes purposes, Stamp stamp) {
    int bits = 0;
    for (Agreement agreement : consents.agreements()) {
      boolean granted = agreement.channel().isEmpty() && !stamp.at().isBefore(granted(agreement));
      bits |= granted ? purposes.bit(agreement.purpose()) : 0;
    }
    return bits;
  }

  /** Whether the person was old enough, or a parent had agreed. */
  public static boolean grown(Consents consents, Stamp stamp) {
    return consents.ofAge() == null || !stamp.at().isBefore(grownFrom(consents));
  }

  /**
   * Whether what may be read changed for records there were already.
   *
   * @param first when the earliest of them was
   * @param last when the latest of them was
   */
  public static boolean moved(
      Consents before,
      Consents after,
      Purposes purposes,
      @Nullable Instant first,
      @Nullable Instant last) {
    if (first == null || last == null) {
      return false;
    }
    // Who someone is, is read of every record.
    if (moved(grownFrom(before), grownFrom(after), first, last, true)) {
      return true;
    }
    for (Purpose purpose : purposes.purposes()) {
      boolean read = (before.read() & purpose.bit()) != 0;
      if (moved(from(before, purpose), from(after, purpose), first, last, read)
          || moved(granted(before, purpose), granted(after, purpose), first, last, read)) {
        return true;
      }
    }
    return false;
  }

  /**
   * From when on what someone did may be read to say what they will likely do: null for never, as
   * for who did not agree to it, objected or is restricted.
   */
  public static @Nullable Instant profiledFrom(Consents consents, Purposes purposes) {
    boolean read = (consents.read() & Purpose.PERSONALISE) != 0;
    if (!read || consents.restriction() != null) {
      return null;
    }
    for (Purpose purpose : purposes.purposes()) {
      if (purpose.bit() == Purpose.PERSONALISE) {
        Instant from = later(from(consents, purpose), Instant.EPOCH);
        return from.equals(Instant.MAX) ? null : from;
      }
    }
    return null;
  }

  /** Whether someone turned out to be a child up to a later day. */
  public static boolean younger(Consents before, Consents after) {
    return grownFrom(after).isAfter(grownFrom(before));
  }

  /** The purposes whose records may be read only from a later instant than before, as bits. */
  public static int closed(Consents before, Consents after, Purposes purposes) {
    int closed = 0;
    for (Purpose purpose : purposes.purposes()) {
      boolean later = from(after, purpose).isAfter(from(before, purpose));
      closed |= later ? purpose.bit() : 0;
    }
    return closed;
  }

  /** The same by what was answered alone, whatever the person's age. */
  public static int withdrawn(Consents before, Consents after, Purposes purposes) {
    int withdrawn = 0;
    for (Purpose purpose : purposes.purposes()) {
      boolean later = answered(after, purpose).isAfter(answered(before, purpose));
      withdrawn |= later ? purpose.bit() : 0;
    }
    return withdrawn;
  }

  private static boolean moved(
      Instant old, Instant fresh, Instant first, Instant last, boolean read) {
    int way = fresh.compareTo(old);
    boolean lost = way > 0 && read && first.isBefore(fresh);
    boolean won = way < 0 && first.isBefore(old) && !last.isBefore(fresh);
    return lost || won;
  }

  private static Instant from(Consents consents, Purpose purpose) {
    return later(answered(consents, purpose), grownFrom(consents));
  }

  private static Instant answered(Consents consents, Purpose purpose) {
    return consents.find(purpose.name(), "").map(Permits::from).orElse(Instant.MIN);
  }

  private static Instant granted(Consents consents, Purpose purpose) {
    Instant from = consents.find(purpose.name(), "").map(Permits::granted).orElse(Instant.MAX);
    return later(from, grownFrom(consents));
  }

  /** From when records that speak for themselves may be read. */
  private static Instant from(Agreement agreement) {
    return agreement.deniedAt() == null ? Instant.MIN : granted(agreement);
  }

  /** From when records that came with nothing may be read. */
  private static Instant granted(Agreement agreement) {
    Instant granted = agreement.grantedFrom();
    return granted == null ? Instant.MAX : granted;
  }

  private static Instant grownFrom(Consents consents) {
    Instant ofAge = consents.ofAge();
    if (ofAge == null) {
      return Instant.MIN;
    }
    Instant agreed = consents.find(Purpose.PARENTAL, "").map(Permits::granted).orElse(Instant.MAX);
    return agreed.isBefore(ofAge) ? agreed : ofAge;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
