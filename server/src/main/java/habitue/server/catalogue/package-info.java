/** The pages of what is sold. */
@NullMarked
package habitue.server.catalogue;

import org.jspecify.annotations.NullMarked;
