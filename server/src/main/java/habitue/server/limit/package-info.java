/** How fast keys and addresses may ask, so that none takes what belongs to the others. */
@NullMarked
package habitue.server.limit;

import org.jspecify.annotations.NullMarked;
