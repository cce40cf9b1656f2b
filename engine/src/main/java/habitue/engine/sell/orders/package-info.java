/** Orders as documents: one per store and number, with what came back kept apart. */
@NullMarked
package habitue.engine.sell.orders;

import org.jspecify.annotations.NullMarked;
