/** The catalogue of products, over HTTP. */
@NullMarked
package habitue.server.api.products;

import org.jspecify.annotations.NullMarked;
