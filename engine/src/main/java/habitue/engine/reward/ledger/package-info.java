/**
 * A ledger of points whose every point can be proved: {@link habitue.engine.reward.ledger.Ledger}
 * is what postings come to, {@link habitue.engine.reward.ledger.Teller} decides postings. Whole
 * points, double entry, lots with an expiry of their own. It knows nothing of programmes.
 */
@NullMarked
package habitue.engine.reward.ledger;

import org.jspecify.annotations.NullMarked;
