/**
 * Seeded shops, clocks, crashes, duplicates and reorderings, and the invariants that must hold
 * through them.
 */
@NullMarked
package habitue.simulation;

import org.jspecify.annotations.NullMarked;
