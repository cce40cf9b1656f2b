/** What the law asks, checked on real files: whoever is erased is in no byte. */
@NullMarked
package habitue.simulation.privacy;

import org.jspecify.annotations.NullMarked;
