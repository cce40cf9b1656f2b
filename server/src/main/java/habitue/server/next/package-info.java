/** What a customer will likely order next, of what can be had. */
@NullMarked
package habitue.server.next;

import org.jspecify.annotations.NullMarked;
