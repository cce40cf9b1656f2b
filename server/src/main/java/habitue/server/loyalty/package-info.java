/**
 * Loyalty programmes as people and machines ask of them: {@link habitue.server.loyalty.Loyalty}.
 */
@NullMarked
package habitue.server.loyalty;

import org.jspecify.annotations.NullMarked;
