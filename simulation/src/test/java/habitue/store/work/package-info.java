/** The door's book in the hands of a test. */
@NullMarked
package habitue.store.work;

import org.jspecify.annotations.NullMarked;
