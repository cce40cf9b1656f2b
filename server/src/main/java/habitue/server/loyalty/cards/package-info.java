/** The numbers that members show at the till. */
@NullMarked
package habitue.server.loyalty.cards;

import org.jspecify.annotations.NullMarked;
