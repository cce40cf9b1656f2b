/**
 * Loyalty: a ledger of points whose every point can be proved. {@link habitue.engine.reward.Ledger}
 * is what postings come to, {@link habitue.engine.reward.Teller} decides postings. Whole points,
 * double entry, lots with an expiry of their own.
 */
@NullMarked
package habitue.engine.reward;

import org.jspecify.annotations.NullMarked;
