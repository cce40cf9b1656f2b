/** A second runtime that shares nothing, and the slow, obvious fold both are compared with. */
@NullMarked
package habitue.simulation.runtime;

import org.jspecify.annotations.NullMarked;
