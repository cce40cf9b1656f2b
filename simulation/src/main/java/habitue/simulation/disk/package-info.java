/** A disk in memory that loses power, fills up and fails where it is told to. */
@NullMarked
package habitue.simulation.disk;

import org.jspecify.annotations.NullMarked;
