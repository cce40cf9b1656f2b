/**
 * What people share of a programme: how many pieces of a reward there are left, and its codes. Each
 * has one writer, so that of a thousand who ask for the last ten exactly ten get one.
 */
@NullMarked
package habitue.engine.reward.share;

import org.jspecify.annotations.NullMarked;
