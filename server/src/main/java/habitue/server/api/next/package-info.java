/** What a customer will likely order next, for machines. */
@NullMarked
package habitue.server.api.next;

import org.jspecify.annotations.NullMarked;
