/** Who the customer is: the names they go by and what was said of them. */
@NullMarked
package habitue.engine.identify;

import org.jspecify.annotations.NullMarked;
