/** How many of the points that are still out will be spent, by what became of earlier ones. */
@NullMarked
package habitue.insight.breakage;

import org.jspecify.annotations.NullMarked;
