/** What a brand wrote down about its customers: tried, rehearsed, published, and whom it takes. */
@NullMarked
package habitue.server.identify;

import org.jspecify.annotations.NullMarked;
