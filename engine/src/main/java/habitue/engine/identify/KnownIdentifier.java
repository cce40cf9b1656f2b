package habitue.engine.identify;

import habitue.model.Identifier;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A name the person goes by.
 *
 * @param verified whether a trusted source vouched for it
 * @param firstSeen the earliest event that carried it
 * @param lastDay the latest day (UTC) on which an event carried it; by the day, so that a page view
 *     seldom rewrites the profile
 * @param source number of the source that said it first
 */
public record KnownIdentifier(
    Identifier identifier, boolean verified, Instant firstSeen, LocalDate lastDay, int source) {

  /** The same name as two came by it who are one. */
  KnownIdentifier and(KnownIdentifier other) {
    boolean earlier = !other.firstSeen.isBefore(firstSeen);
    return new KnownIdentifier(
        identifier,
        verified || other.verified,
        earlier ? firstSeen : other.firstSeen,
        other.lastDay.isAfter(lastDay) ? other.lastDay : lastDay,
        earlier ? source : other.source);
  }
}
