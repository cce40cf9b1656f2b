/** The one way in: duplicates, time and identity are decided here, once, before anything else. */
@NullMarked
package habitue.store.door;

import org.jspecify.annotations.NullMarked;
