/** A town of people with many names, and who they are by the slow, obvious way of telling. */
@NullMarked
package habitue.simulation.identity;

import org.jspecify.annotations.NullMarked;
