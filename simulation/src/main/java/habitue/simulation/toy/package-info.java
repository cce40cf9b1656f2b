/** Small entities that promise, send, answer and break on demand. */
@NullMarked
package habitue.simulation.toy;

import org.jspecify.annotations.NullMarked;
