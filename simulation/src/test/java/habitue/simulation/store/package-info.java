@NullMarked
package habitue.simulation.store;

import org.jspecify.annotations.NullMarked;
