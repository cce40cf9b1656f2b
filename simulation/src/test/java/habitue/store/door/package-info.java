/** The door's book in the hands of a test. */
@NullMarked
package habitue.store.door;

import org.jspecify.annotations.NullMarked;
