/**
 * A world in a seed: disks that lose power, a town of people with many names, a second runtime with
 * nothing shared, and slow obvious models to compare the fast ones with.
 */
@NullMarked
package habitue.simulation;

import org.jspecify.annotations.NullMarked;
