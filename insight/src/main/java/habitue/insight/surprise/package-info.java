/** What is unusual for someone, by their own past and by what everyone does. */
@NullMarked
package habitue.insight.surprise;

import org.jspecify.annotations.NullMarked;
