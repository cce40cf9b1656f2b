/** The cart and the checkout, told apart. */
@NullMarked
package habitue.engine.sell.basket;

import org.jspecify.annotations.NullMarked;
