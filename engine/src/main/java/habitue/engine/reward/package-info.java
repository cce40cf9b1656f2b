/**
 * Loyalty: what is kept of a person ({@link habitue.engine.reward.Book}, one {@link
 * habitue.engine.reward.Member} per programme), the commitments it is folded from, and the facts
 * that tell of it.
 */
@NullMarked
package habitue.engine.reward;

import org.jspecify.annotations.NullMarked;
