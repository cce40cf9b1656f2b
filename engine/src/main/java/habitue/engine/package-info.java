/**
 * The pure engine: {@code step(context, state, input)}. No clock, randomness, I/O, logging or
 * threads; the same inputs in the same order give the same bytes.
 */
@NullMarked
package habitue.engine;

import org.jspecify.annotations.NullMarked;
