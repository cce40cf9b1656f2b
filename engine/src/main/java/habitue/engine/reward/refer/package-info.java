/**
 * Who came by whose word: what a person's book remembers of the member that told them, and of the
 * friends they told. {@code engine.reward.earn} decides on it.
 */
@NullMarked
package habitue.engine.reward.refer;

import org.jspecify.annotations.NullMarked;
