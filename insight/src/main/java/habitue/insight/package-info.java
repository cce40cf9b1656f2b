/** Algorithms over the whole base: pure, no clock, the same numbers from the same customers. */
@NullMarked
package habitue.insight;

import org.jspecify.annotations.NullMarked;
