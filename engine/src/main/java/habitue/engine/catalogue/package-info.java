/** What the brand sells, as it was at every instant. */
@NullMarked
package habitue.engine.catalogue;

import org.jspecify.annotations.NullMarked;
