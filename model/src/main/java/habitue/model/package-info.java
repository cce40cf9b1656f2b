/**
 * The words everything else is written in: what came in, who it was about, what was concluded and
 * what was promised. Records only, on the JDK alone.
 */
@NullMarked
package habitue.model;

import org.jspecify.annotations.NullMarked;
