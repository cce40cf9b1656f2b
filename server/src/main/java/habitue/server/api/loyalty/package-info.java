/**
 * Loyalty programmes in the API: someone's points, with their proof, and what is done with them.
 */
@NullMarked
package habitue.server.api.loyalty;

import org.jspecify.annotations.NullMarked;
