/** The friends that members told: what became of each, and what waits for a colleague. */
@NullMarked
package habitue.server.loyalty.friends;

import org.jspecify.annotations.NullMarked;
