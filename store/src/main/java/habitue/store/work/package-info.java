/**
 * The workers that drive the engine: one owner thread per range of slots, states, timers, feeds.
 */
@NullMarked
package habitue.store.work;

import org.jspecify.annotations.NullMarked;
