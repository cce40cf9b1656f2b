/**
 * What loyalty programmes decide of what people do: who takes part, what an event or an order
 * earns, what goes back with a refund, and which tier is reached. {@link
 * habitue.engine.reward.earn.Rewards} is the way in.
 */
@NullMarked
package habitue.engine.reward.earn;

import org.jspecify.annotations.NullMarked;
