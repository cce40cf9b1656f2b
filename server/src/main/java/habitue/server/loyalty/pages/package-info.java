/** The console's pages on loyalty: the programmes, and one person's points. */
@NullMarked
package habitue.server.loyalty.pages;

import org.jspecify.annotations.NullMarked;
