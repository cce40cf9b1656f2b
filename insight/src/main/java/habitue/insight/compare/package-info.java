/** Tells whether two groups differ, and by how much at least and at most. */
@NullMarked
package habitue.insight.compare;

import org.jspecify.annotations.NullMarked;
