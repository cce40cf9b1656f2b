/** The pure step: from a state and an input to the next state and what follows from it. */
@NullMarked
package habitue.engine;

import org.jspecify.annotations.NullMarked;
