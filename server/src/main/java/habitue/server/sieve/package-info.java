/**
 * Less from the start: what comes in loses what nobody needs before it is written anywhere, and is
 * marked where no customer speaks.
 */
@NullMarked
package habitue.server.sieve;

import org.jspecify.annotations.NullMarked;
