/** What a monitor reads of how the whole is doing. */
@NullMarked
package habitue.server.metrics;

import org.jspecify.annotations.NullMarked;
