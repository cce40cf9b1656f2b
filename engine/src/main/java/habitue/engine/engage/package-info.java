/** What the customer looks at: interests that fade, and searches. */
@NullMarked
package habitue.engine.engage;

import org.jspecify.annotations.NullMarked;
