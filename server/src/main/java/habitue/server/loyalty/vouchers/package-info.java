/** The codes that rewards come with: made, read, used once, and guessed slowly. */
@NullMarked
package habitue.server.loyalty.vouchers;

import org.jspecify.annotations.NullMarked;
