package habitue.model;

import java.time.Instant;

/**
 * What the door writes on a record, outside the seal.
 *
 * @param position its place in the journal; opaque, comparable only within a slot
 * @param at when it happened, corrected for the client's clock, to the millisecond
 * @param recordedAt when the door took it; never goes back
 * @param now the time it is folded at: {@code recordedAt} live, {@code at} for history
 * @param strand the strand it is filed under for good
 * @param entity whom it was for when it came
 */
public record Stamp(
    long position,
    Instant at,
    Instant recordedAt,
    Instant now,
    Mode mode,
    Strand strand,
    EntityId entity,
    Source source,
    Consent consent,
    Reality reality) {}
