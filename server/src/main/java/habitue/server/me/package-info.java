/** A customer's own page: what is held of them and why, and what they may do about it. */
@NullMarked
package habitue.server.me;

import org.jspecify.annotations.NullMarked;
