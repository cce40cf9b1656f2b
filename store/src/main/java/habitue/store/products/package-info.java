/** The catalogue of products, with every version of each. */
@NullMarked
package habitue.store.products;

import org.jspecify.annotations.NullMarked;
